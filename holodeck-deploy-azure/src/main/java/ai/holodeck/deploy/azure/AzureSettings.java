package ai.holodeck.deploy.azure;

import ai.holodeck.deploy.config.Default;
import ai.holodeck.deploy.config.RequiredToDeploy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The block {@code target.azure}.
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
 */
record AzureSettings(
    UUID subscriptionId,
    ResourceGroup resourceGroup,
    @RequiredToDeploy Optional<String> environmentName,
    @Default("eastus") String location,
    @Default("1.0") Cpu cpu,
    @Default("2Gi") Memory memory,
    @Default("false") boolean ingressExternal,
    @Default("0") int minReplicas,
    @Default("10") int maxReplicas) {

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
    if (environmentName.filter(String::isBlank).isPresent()) {
      faults.add("environment_name must not be blank");
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", faults));
    }
  }
}
