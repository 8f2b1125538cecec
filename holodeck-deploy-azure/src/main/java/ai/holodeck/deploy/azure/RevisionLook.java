package ai.holodeck.deploy.azure;

import ai.holodeck.deploy.service.ServiceState;
import ai.holodeck.deploy.service.ServiceStatus;
import com.azure.resourcemanager.appcontainers.fluent.models.ContainerAppInner;
import com.azure.resourcemanager.appcontainers.fluent.models.RevisionInner;
import com.azure.resourcemanager.appcontainers.models.Container;
import com.azure.resourcemanager.appcontainers.models.ContainerAppProvisioningState;
import com.azure.resourcemanager.appcontainers.models.ContainerAppRunningStatus;
import com.azure.resourcemanager.appcontainers.models.Ingress;
import com.azure.resourcemanager.appcontainers.models.RevisionHealthState;
import com.azure.resourcemanager.appcontainers.models.RevisionProvisioningState;
import com.azure.resourcemanager.appcontainers.models.RevisionRunningState;
import com.azure.resourcemanager.appcontainers.models.Template;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an app and its newest revision say, in our words. Provisioned is not yet healthy. */
final class RevisionLook {
  private RevisionLook() {}

  static ServiceStatus status(ContainerAppInner app, Optional<RevisionInner> newest) {
    ServiceState state =
        ofApp(app)
            .orElseGet(() -> newest.map(RevisionLook::state).orElse(ServiceState.PROVISIONING));
    return new ServiceStatus(
        state, newest.map(RevisionLook::words).orElseGet(() -> words(app)), url(app));
  }

  private static Optional<ServiceState> ofApp(ContainerAppInner app) {
    if (ContainerAppProvisioningState.DELETING.equals(app.provisioningState())) {
      return Optional.of(ServiceState.DELETED);
    }
    if (ContainerAppRunningStatus.STOPPED.equals(app.runningStatus())
        || ContainerAppRunningStatus.SUSPENDED.equals(app.runningStatus())) {
      return Optional.of(ServiceState.STOPPED);
    }
    return Optional.empty();
  }

  static ServiceState state(RevisionInner revision) {
    RevisionProvisioningState provisioning = revision.provisioningState();
    RevisionRunningState running = revision.runningState();
    RevisionHealthState health = revision.healthState();
    if (RevisionProvisioningState.FAILED.equals(provisioning)
        || RevisionRunningState.FAILED.equals(running)) {
      return ServiceState.FAILED;
    }
    if (RevisionProvisioningState.DEPROVISIONING.equals(provisioning)
        || RevisionProvisioningState.DEPROVISIONED.equals(provisioning)
        || Boolean.FALSE.equals(revision.active())) {
      return ServiceState.STOPPED;
    }
    if (!RevisionProvisioningState.PROVISIONED.equals(provisioning)
        || RevisionRunningState.PROCESSING.equals(running)) {
      return ServiceState.PROVISIONING;
    }
    if (RevisionRunningState.DEGRADED.equals(running)
        || RevisionHealthState.UNHEALTHY.equals(health)) {
      return ServiceState.DEGRADED;
    }
    if (isScaledToZero(revision)) {
      return ServiceState.RUNNING;
    }
    return RevisionHealthState.HEALTHY.equals(health)
        ? ServiceState.RUNNING
        : ServiceState.PROVISIONING;
  }

  static boolean isScaledToZero(RevisionInner revision) {
    Integer replicas = revision.replicas();
    return replicas != null
        && replicas == 0
        && revision.template() != null
        && revision.template().scale() != null
        && Objects.requireNonNullElse(revision.template().scale().minReplicas(), 0) == 0;
  }

  /** {@code revision bot--r0: Provisioned, Unhealthy, Processing, 1 replica}. */
  static String words(RevisionInner revision) {
    Integer replicas = revision.replicas();
    String states =
        Stream.of(revision.provisioningState(), revision.healthState(), revision.runningState())
            .filter(Objects::nonNull)
            .map(Object::toString)
            .filter(word -> !word.equals("None"))
            .collect(Collectors.joining(", "));
    return "revision "
        + revision.name()
        + ": "
        + states
        + (isScaledToZero(revision)
            ? ", scaled to zero"
            : replicas == null ? "" : ", " + replicas + (replicas == 1 ? " replica" : " replicas"));
  }

  private static String words(ContainerAppInner app) {
    return String.valueOf(app.provisioningState());
  }

  /** The revision that has the traffic; empty while none has been ready. */
  static Optional<String> ready(ContainerAppInner app) {
    return Optional.ofNullable(app.latestReadyRevisionName()).filter(name -> !name.isEmpty());
  }

  /** The image of our container. */
  static String image(Optional<Template> template) {
    return template
        .flatMap(found -> Optional.ofNullable(found.containers()))
        .orElse(List.of())
        .stream()
        .filter(container -> AppTemplate.CONTAINER.equals(container.name()))
        .map(Container::image)
        .findFirst()
        .orElse("unknown");
  }

  static Optional<URI> url(ContainerAppInner app) {
    @Nullable Ingress ingress = app.configuration() == null ? null : app.configuration().ingress();
    return Optional.ofNullable(ingress)
        .map(Ingress::fqdn)
        .filter(host -> !host.isBlank())
        .map(host -> URI.create("https://" + host));
  }
}
