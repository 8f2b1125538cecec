package ai.holodeck.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.Deployer;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceOwner;
import ai.holodeck.deploy.service.ServiceState;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What Podman does to the ports of others. */
@Tag("podman")
class PodmanPortsIT {
  private static final TestEngine ENGINE = TestEngine.at("HOLODECK_TEST_PODMAN");

  private final String project = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
  private final ServiceName first = name("first");
  private final ServiceName second = name("second");
  private final int port = HostPorts.pick(first, "127.0.0.1", 7).orElseThrow();
  private final Deployer deployer = deployer();

  @AfterEach
  void removeBoth() {
    for (ServiceName name : List.of(first, second)) {
      deployer.find(name).ifPresent(found -> deployer.destroy(found.id()));
    }
  }

  @Test
  void serviceIsReachedAfterAnotherWantedItsPort() {
    deployer.deploy(request(first, "first"), DeployListener.silent());

    DeployException failure =
        Objects.requireNonNull(
            catchThrowableOfType(
                DeployException.class,
                () -> deployer.deploy(request(second, "second"), DeployListener.silent())));

    assertThat(failure.code()).as(failure.toString()).isEqualTo(CoreError.PORT_TAKEN);
    assertThat(deployer.find(second)).isEmpty();
    // One that has no connection to it yet.
    assertThat(deployer().find(first).orElseThrow().status().state())
        .isEqualTo(ServiceState.RUNNING);
  }

  private Deployer deployer() {
    return new DockerDeployer(ENGINE::engine, onPort(port));
  }

  private ServiceOwner owner(String agent) {
    return new ServiceOwner(project, "default", agent);
  }

  private ServiceName name(String agent) {
    return new DockerDeployerFactory(ENGINE::engine).nameFor(owner(agent));
  }

  private DeployRequest request(ServiceName name, String agent) {
    return DeployRequest.of(name, owner(agent), ENGINE.probes().version("v1"))
        .deadline(Duration.ofMinutes(2))
        .build();
  }

  private static DockerSettings onPort(int port) {
    DockerSettings defaults = DockerSettings.defaults();
    return new DockerSettings(
        Optional.of(new DockerSettings.HostPort(port)),
        defaults.bind(),
        defaults.cpu(),
        defaults.memory(),
        defaults.network(),
        defaults.restart());
  }
}
