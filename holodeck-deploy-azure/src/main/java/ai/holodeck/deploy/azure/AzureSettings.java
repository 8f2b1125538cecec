package ai.holodeck.deploy.azure;

import ai.holodeck.deploy.config.Default;
import ai.holodeck.deploy.config.RequiredToDeploy;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The block {@code target.azure}. The last five are for clouds and networks that differ.
 *
 * @param subscriptionId the subscription
 * @param resourceGroup where the app is made
 * @param environmentName the Container Apps environment: its name, or its full resource id when it
 *     lies elsewhere
 * @param location a region of Azure
 * @param cpu cores of each replica
 * @param memory memory of each replica; exactly twice the cpu in Gi
 * @param ingressExternal whether the app answers from outside its environment
 * @param minReplicas how many replicas at least; 0 scales to zero
 * @param maxReplicas how many at most; at least 1, and at least {@code minReplicas}
 * @param registryIdentity the managed identity that pulls the image
 * @param cloud which of Microsoft's clouds
 * @param resourceManagerEndpoint another address of the resource manager; https
 * @param authorityHost another address of the token service; https
 * @param pollInterval how long to wait between two looks at a deploy
 * @param callTimeout how long one call may take
 */
record AzureSettings(
    UUID subscriptionId,
    ResourceGroup resourceGroup,
    @RequiredToDeploy Optional<EnvironmentId> environmentName,
    @Default("eastus") String location,
    @Default("1.0") Cpu cpu,
    @Default("2Gi") Memory memory,
    @Default("false") boolean ingressExternal,
    @Default("0") int minReplicas,
    @Default("10") int maxReplicas,
    Optional<RegistryIdentity> registryIdentity,
    @Default("public") Cloud cloud,
    Optional<URI> resourceManagerEndpoint,
    Optional<URI> authorityHost,
    @Default("2s") Duration pollInterval,
    @Default("30s") Duration callTimeout) {

  private static final BigDecimal GIBIBYTES_PER_CORE = BigDecimal.valueOf(2);

  AzureSettings {
    List<String> faults = new ArrayList<>();
    BigDecimal wanted = cpu.cores().multiply(GIBIBYTES_PER_CORE);
    if (memory.gibibytes().compareTo(wanted) != 0) {
      faults.add(
          "memory must be exactly twice the cpu: "
              + wanted.stripTrailingZeros().toPlainString()
              + "Gi for cpu "
              + cpu
              + ", found "
              + memory);
    }
    if (minReplicas < 0) {
      faults.add("min_replicas must be at least 0, found " + minReplicas);
    }
    if (maxReplicas < 1 || maxReplicas < minReplicas) {
      faults.add(
          "max_replicas must be at least 1 and at least min_replicas ("
              + minReplicas
              + "), found "
              + maxReplicas);
    }
    if (location.isBlank()) {
      faults.add("location must name a region of Azure");
    }
    resourceManagerEndpoint.ifPresent(uri -> checkSecure("resource_manager_endpoint", uri, faults));
    authorityHost.ifPresent(uri -> checkSecure("authority_host", uri, faults));
    checkPositive("poll_interval", pollInterval, faults);
    checkPositive("call_timeout", callTimeout, faults);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", faults));
    }
  }

  private static void checkSecure(String key, URI uri, List<String> faults) {
    if (!"https".equals(uri.getScheme()) || uri.getHost() == null) {
      faults.add(key + " must be an https address, as tokens are sent there, found '" + uri + "'");
    }
  }

  private static void checkPositive(String key, Duration duration, List<String> faults) {
    if (duration.isZero() || duration.isNegative()) {
      faults.add(key + " must be longer than nothing");
    }
  }

  URI resourceManager() {
    return resourceManagerEndpoint.orElseGet(cloud::resourceManager);
  }

  URI authority() {
    return authorityHost.orElseGet(cloud::authority);
  }

  /** The app of this name. */
  AppId app(String name) {
    return new AppId(subscriptionId, resourceGroup.name(), name);
  }
}
