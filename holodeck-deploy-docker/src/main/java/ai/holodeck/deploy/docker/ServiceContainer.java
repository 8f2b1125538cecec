package ai.holodeck.deploy.docker;

import com.github.dockerjava.api.command.HealthState;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.model.ContainerConfig;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Ports;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the engine says of one container at one moment; engines leave out what is empty. */
record ServiceContainer(InspectContainerResponse answer) {
  String id() {
    return answer.getId();
  }

  /** Without the slash that Docker puts before it and Podman does not. */
  String name() {
    String name = answer.getName();
    return name.startsWith("/") ? name.substring(1) : name;
  }

  Map<String, String> labels() {
    return config().flatMap(config -> Optional.ofNullable(config.getLabels())).orElse(Map.of());
  }

  /** The image as it was named when the container was made. */
  String image() {
    return Optional.ofNullable(labels().get(ServiceLabels.IMAGE))
        .or(() -> config().flatMap(config -> Optional.ofNullable(config.getImage())))
        .orElse(answer.getImageId());
  }

  /** In the engine's words: created, running, paused, restarting, removing, exited, dead. */
  String word() {
    return Optional.ofNullable(state().getStatus()).orElse("unknown");
  }

  /**
   * What the image's own health check says: starting, healthy, unhealthy; empty when it has none.
   */
  Optional<String> health() {
    return Optional.ofNullable(state().getHealth())
        .map(HealthState::getStatus)
        .filter(status -> !status.isEmpty() && !status.equals("none"));
  }

  boolean isRunning() {
    return Boolean.TRUE.equals(state().getRunning())
        && !Boolean.TRUE.equals(state().getRestarting());
  }

  /**
   * Whether its ports are its own: also between two runs, as the engine may start the next one at
   * any moment.
   */
  boolean holdsPorts() {
    return isRunning() || Boolean.TRUE.equals(state().getRestarting());
  }

  /** Whether it has ended at least once since it was made. */
  boolean hasEnded() {
    Integer restarts = answer.getRestartCount();
    return (!isRunning() && !word().equals("created")) || (restarts != null && restarts > 0);
  }

  boolean wasOutOfMemory() {
    return Boolean.TRUE.equals(state().getOOMKilled());
  }

  /** When its present run began; empty when it never ran. */
  Optional<Instant> startedAt() {
    return Optional.ofNullable(state().getStartedAt())
        .filter(text -> !text.startsWith("0001-") && !text.isEmpty())
        .map(text -> OffsetDateTime.parse(text).toInstant());
  }

  long exitCode() {
    Long code = state().getExitCodeLong();
    return code == null ? 0 : code;
  }

  /** Why the engine could not start it; blank when it could. */
  String startError() {
    return Optional.ofNullable(state().getError()).orElse("").strip();
  }

  /**
   * Where a port of the container is published, as asked for when it was made; holds when it is
   * stopped too.
   */
  Optional<Ports.Binding> asked(int port) {
    return binding(
        answer.getHostConfig() == null ? null : answer.getHostConfig().getPortBindings(), port);
  }

  /** Where a port of the container is published now. */
  Optional<Ports.Binding> published(int port) {
    return binding(
        answer.getNetworkSettings() == null ? null : answer.getNetworkSettings().getPorts(), port);
  }

  /**
   * The port on the host that is kept for the service, whichever port of the container it leads to.
   */
  Optional<Integer> hostPort() {
    return ServiceLabels.port(labels()).flatMap(this::asked).flatMap(ServiceContainer::portOf);
  }

  static Optional<Integer> portOf(Ports.Binding binding) {
    return Optional.ofNullable(binding.getHostPortSpec())
        .filter(text -> text.matches("[0-9]{1,5}"))
        .map(Integer::valueOf)
        .filter(port -> port > 0);
  }

  private static Optional<Ports.Binding> binding(@Nullable Ports ports, int port) {
    if (ports == null) {
      return Optional.empty();
    }
    Ports.Binding @Nullable [] bindings = ports.getBindings().get(ExposedPort.tcp(port));
    return bindings == null
        ? Optional.empty()
        : Arrays.stream(bindings).flatMap(Stream::ofNullable).findFirst();
  }

  private Optional<ContainerConfig> config() {
    return Optional.ofNullable(answer.getConfig());
  }

  private ContainerState state() {
    return answer.getState();
  }
}
