package ai.holodeck.deploy.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.Deployer;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.FoundService;
import ai.holodeck.deploy.service.ReleaseId;
import ai.holodeck.deploy.service.ServiceState;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Somebody else changes the app between our look and our change. */
class AzureConflictIT {
  @AutoClose private final TestCloud cloud = new TestCloud();
  private final Deployer deployer = cloud.deployer(Map.of());

  @Test
  void changeOfSomebodyElseIsReadAgainAndKept() throws Exception {
    deploy("v1");
    cloud.server().changeBeforeNext(1, app -> tag(app, "cost-centre", "42"));

    assertThat(deploy("v2").status().state()).isEqualTo(ServiceState.RUNNING);

    List<JsonNode> puts = cloud.puts();
    assertThat(puts).as("one was refused").hasSize(3);
    assertThat(puts.get(1).at("/tags").has("cost-centre")).isFalse();
    assertThat(puts.get(2).at("/tags/cost-centre").asText()).isEqualTo("42");
  }

  @Test
  void changesWithoutAnEndAreGivenUpAndNothingIsStarted() {
    Deployment v1 = deploy("v1");
    cloud.server().changeBeforeNext(Integer.MAX_VALUE, app -> tag(app, "cost-centre", "42"));

    DeployException failure = conflict();

    assertThat(failure.what()).contains("3 times");
    assertThat(serving(v1).image()).contains("probe:v1@");
  }

  @Test
  void deployOfSomebodyElseIsNotOverrun() {
    Deployment v1 = deploy("v1");
    ReleaseId theirs = ReleaseId.random();
    cloud.server().changeBeforeNext(1, app -> tag(app, AppTags.RELEASE, theirs.value()));

    DeployException failure = conflict();

    assertThat(failure.what()).contains("has deployed");
    assertThat(serving(v1).image()).contains("probe:v1@");
  }

  private static void tag(ObjectNode app, String name, String value) {
    ((ObjectNode) app.path("tags")).put(name, value);
  }

  private FoundService serving(Deployment deployment) {
    Optional<FoundService> found = deployer.find(deployment.name());
    return found.orElseThrow();
  }

  private Deployment deploy(String version) {
    return deployer.deploy(cloud.request(cloud.image(version)).build(), DeployListener.silent());
  }

  private DeployException conflict() {
    DeployException failure = catchThrowableOfType(DeployException.class, () -> deploy("v2"));
    assertThat(failure).isNotNull();
    assertThat(failure.code()).isEqualTo(AzureError.AZURE_CONFLICT);
    assertThat(failure.remedy()).isNotBlank();
    return failure;
  }
}
