package ai.holodeck.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.holodeck.deploy.config.Settings;
import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.error.ConfigException;
import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.DeployerFactory;
import ai.holodeck.deploy.service.ServiceOwner;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DockerSettingsTest {
  private final DeployerFactory factory =
      DockerEngine.whenNeeded(Variables.of(Map.of())).deployerFactory();

  @Test
  void emptyBlockGivesTheDefaults() {
    assertThat(Settings.of(Map.of()).bind(DockerSettings.class))
        .isEqualTo(DockerSettings.defaults());
  }

  @Test
  void blockIsReadAsWritten() {
    DockerSettings settings =
        Settings.of(
                Map.of(
                    "host_port",
                    8080,
                    "bind",
                    "0.0.0.0",
                    "cpu",
                    "0.50",
                    "memory",
                    "512Mi",
                    "network",
                    "agents",
                    "restart",
                    "no"))
            .bind(DockerSettings.class);
    assertThat(settings.hostPort().orElseThrow().value()).isEqualTo(8080);
    assertThat(settings.bind().value()).isEqualTo("0.0.0.0");
    assertThat(settings.cpu().orElseThrow().nanos()).isEqualTo(500_000_000L);
    assertThat(settings.memory().orElseThrow().bytes()).isEqualTo(512L << 20);
    assertThat(settings.network().orElseThrow().value()).isEqualTo("agents");
    assertThat(settings.restart()).isEqualTo(DockerSettings.Restart.NO);
  }

  @Test
  void everyFaultIsReportedUnderItsKey() {
    Settings settings =
        Settings.of(
            "deployment.target.docker",
            Map.of(
                "host_port",
                70000,
                "bind",
                "localhost",
                "cpu",
                "0",
                "memory",
                "lots",
                "network",
                "host",
                "restart",
                "sometimes",
                "hostport",
                1));
    ConfigException failure =
        catchThrowableOfType(ConfigException.class, () -> settings.bind(DockerSettings.class));
    assertThat(
            failure.problems().stream()
                .map(problem -> problem.key().replace("deployment.target.docker.", "")))
        .containsExactlyInAnyOrder(
            "host_port", "bind", "cpu", "memory", "network", "restart", "hostport");
  }

  @Test
  void memoryIsReadInBothSpellings() {
    Map<String, Long> sizes =
        Map.of(
            "6m",
            6L << 20,
            "6291456",
            6L << 20,
            "6291456b",
            6L << 20,
            "8192k",
            8L << 20,
            "0.5g",
            512L << 20,
            "2G",
            2L << 30,
            "2Gi",
            2L << 30,
            "64MiB",
            64L << 20,
            "64mb",
            64L << 20);
    sizes.forEach(
        (text, bytes) -> assertThat(MemorySize.parse(text).bytes()).as(text).isEqualTo(bytes));
    for (String bad : List.of("", "5m", "m", "-1g", "1t", "1e9", "99999999g", "1 g")) {
      assertThat(catchThrowableOfType(IllegalArgumentException.class, () -> MemorySize.parse(bad)))
          .as(bad)
          .isNotNull();
    }
  }

  @Test
  void namesAreStableReadableAndDifferForOwnersThatDiffer() {
    ServiceOwner owner = new ServiceOwner("0123456789ab", "default", "My Agent / ü");
    String name = factory.nameFor(owner).value();
    assertThat(name)
        .matches("holodeck-my-agent-[0-9a-f]{8}")
        .isEqualTo(factory.nameFor(owner).value());
    assertThat(
            List.of(
                factory
                    .nameFor(new ServiceOwner("0123456789ac", "default", "My Agent / ü"))
                    .value(),
                factory.nameFor(new ServiceOwner("0123456789ab", "test", "My Agent / ü")).value(),
                factory
                    .nameFor(new ServiceOwner("0123456789ab", "default", "My Agent / ä"))
                    .value()))
        .doesNotContain(name)
        .doesNotHaveDuplicates();
    assertThat(
            factory.nameFor(new ServiceOwner("0123456789ab", "default", "漢".repeat(300))).value())
        .matches("holodeck-agent-[0-9a-f]{8}");
    assertThat(
            factory.nameFor(new ServiceOwner("0123456789ab", "default", "a-".repeat(300))).value())
        .hasSizeLessThanOrEqualTo(63)
        .matches("[a-z0-9]+(-[a-z0-9]+)*");
  }

  @Test
  void zeroDowntimeIsNotClaimed() {
    assertThat(factory.capabilities())
        .containsExactlyInAnyOrder(Capability.LOGS, Capability.LOGS_FOLLOW, Capability.LISTING);
  }
}
