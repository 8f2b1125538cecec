package ai.holodeck.deploy.azure;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.environment.Plain;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.Deployer;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.FoundService;
import ai.holodeck.deploy.service.LogLine;
import ai.holodeck.deploy.service.LogRequest;
import ai.holodeck.deploy.service.LogSource;
import ai.holodeck.deploy.service.ServiceState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is told while the newest revision is not the one that serves. */
class AzureServingIT {
  @AutoClose private final TestCloud cloud = new TestCloud();
  private final Deployer deployer = cloud.deployer(Map.of());

  @Test
  void findTellsTheReleaseThatServesOnceTheNewestHasFailed() {
    DeployRequest first = cloud.request(cloud.image("v1")).build();
    deployer.deploy(first, DeployListener.silent());
    DeployRequest second =
        cloud
            .request(cloud.image("v2"))
            .environment(List.of(new EnvironmentVariable("PROBE_EXIT", new Plain("3"))))
            .deadline(Duration.ZERO)
            .build();
    Deployment accepted = deployer.deploy(second, DeployListener.silent());
    assertThat(accepted.status().state()).isEqualTo(ServiceState.PROVISIONING);

    FoundService found = deployer.find(first.name()).orElseThrow();
    while (found.status().state() == ServiceState.PROVISIONING) {
      assertThat(found.releaseId()).as("while it comes up").contains(second.releaseId());
      found = deployer.find(first.name()).orElseThrow();
    }

    assertThat(found.releaseId()).contains(first.releaseId());
    assertThat(found.image()).endsWith(first.image().uri().replaceFirst(".*@", ""));
    assertThat(found.status().state()).isEqualTo(ServiceState.DEGRADED);
    assertThat(found.status().providerWord())
        .contains("Running", "the newest does not serve", "Failed");
    assertThat(deployer.status(found.id())).isEqualTo(found.status());
  }

  @Test
  void whatTheSystemSaysIsGivenWhenAskedFor() {
    Deployment deployment =
        deployer.deploy(cloud.request(cloud.image("v1")).build(), DeployListener.silent());

    assertThat(lines(deployment, LogRequest.Origin.SERVICE))
        .extracting(LogLine::stream)
        .doesNotContain(LogLine.Stream.SYSTEM);
    List<LogLine> both = lines(deployment, LogRequest.Origin.SERVICE_AND_PROVIDER);
    assertThat(both)
        .filteredOn(line -> line.stream() == LogLine.Stream.SYSTEM)
        .extracting(LogLine::text)
        .anyMatch(text -> text.startsWith("RevisionReady"));
    assertThat(both).extracting(line -> line.time().orElseThrow()).isSorted();
  }

  private List<LogLine> lines(Deployment deployment, LogRequest.Origin origin) {
    List<LogLine> lines = new ArrayList<>();
    deployer.ability(LogSource.class).orElseThrow().stream(
        deployment.id(),
        new LogRequest(OptionalInt.empty(), Optional.empty(), LogRequest.Mode.PAST, origin),
        lines::add);
    return lines;
  }
}
