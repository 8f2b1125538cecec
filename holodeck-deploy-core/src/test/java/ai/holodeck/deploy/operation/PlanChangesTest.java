package ai.holodeck.deploy.operation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.agent.EnvironmentEntry;
import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.image.ImageDetails;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.Platform;
import ai.holodeck.deploy.operation.Change.Subject;
import ai.holodeck.deploy.operation.ChangePlan.Action;
import ai.holodeck.deploy.service.FoundService;
import ai.holodeck.deploy.service.ServiceState;
import ai.holodeck.deploy.service.ServiceStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanChangesTest {
  private static final EnvironmentEntry KEY = EnvironmentEntry.of("KEY", "x-${API_KEY}");

  @TempDir Path folder;
  private OperationFixture agent;

  @BeforeEach
  void anAgent() {
    agent = new OperationFixture(folder);
    agent.environment = List.of(KEY, EnvironmentEntry.of("MODE", "one"));
  }

  @Test
  void agentThatWasNeverDeployedWouldBeCreated() {
    ChangePlan plan = plan();

    assertThat(plan.action()).isEqualTo(Action.CREATE);
    assertThat(plan.changes()).extracting(Change::subject).contains(Subject.SERVICE, Subject.IMAGE);
    assertThat(agent.provider.calls).containsOnly("find");
    assertThat(agent.stores.releases).isEmpty();
  }

  @Test
  void deployedAgentHasNothingToDo() {
    deploy();
    agent.provider.calls.clear();

    assertThat(plan().action()).isEqualTo(Action.NOTHING);
    assertThat(plan().changes()).isEmpty();
    assertThat(agent.provider.calls).containsOnly("find");
    assertThat(agent.stores.releases).hasSize(1);
  }

  @Test
  void changedConfigurationIsToldFieldByField() {
    deploy();
    agent.environment = List.of(EnvironmentEntry.of("MODE", "two"), EnvironmentEntry.of("N", "1"));

    assertThat(plan().action()).isEqualTo(Action.UPDATE);
    assertThat(plan().changes())
        .containsExactly(
            change(Subject.CONFIG, "environment.KEY", "(a secret)", null),
            change(Subject.CONFIG, "environment.MODE", "one", "two"),
            change(Subject.CONFIG, "environment.N", null, "1"));
  }

  @Test
  void changedSecretIsNamedAndNotShown() {
    deploy();
    agent.variables = Map.of("API_KEY", "rotated");

    assertThat(plan().changes()).containsExactly(change(Subject.SECRET, "KEY", null, null));
  }

  @Test
  void changedFileIsToldByItsDigest() throws IOException {
    deploy();
    Files.writeString(folder.resolve("system.md"), "Be brief.\n");

    assertThat(plan().changes())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.subject()).isEqualTo(Subject.IMAGE);
              assertThat(change.field()).isEqualTo("files");
              assertThat(change.before()).isNotEqualTo(change.after());
            });
  }

  @Test
  void anotherBaseImageUnderTheSameNameIsTold() {
    ImageReference base = ImageReference.parse(agent.plan().dockerfile().baseImage());
    have(base, "sha256:old");
    deploy();
    have(base, "sha256:new");

    assertThat(plan().changes())
        .containsExactly(change(Subject.IMAGE, "base_image", "sha256:old", "sha256:new"));
  }

  @Test
  void serviceThatIsGoneWouldBeCreatedAgainAndIsSaidToBeRecorded() {
    deploy();
    agent.provider.services.clear();

    assertThat(plan().action()).isEqualTo(Action.CREATE);
    assertThat(plan().changes())
        .contains(change(Subject.SERVICE, "state", "recorded as RUNNING, but gone", "RUNNING"));
  }

  @Test
  void serviceThatIsNotRunningWouldBeReplaced() {
    deploy();
    agent.provider.services.replaceAll(
        (name, found) ->
            new FoundService(
                found.id(),
                found.releaseId(),
                found.image(),
                new ServiceStatus(ServiceState.FAILED, "exited", Optional.empty())));

    assertThat(plan().changes())
        .containsExactly(change(Subject.SERVICE, "state", "FAILED", "RUNNING"));
  }

  @Test
  void serviceThatSomebodyElseReplacedIsTold() {
    deploy();
    agent.provider.services.replaceAll(
        (name, found) ->
            new FoundService(found.id(), Optional.empty(), found.image(), found.status()));

    assertThat(plan().changes())
        .containsExactly(change(Subject.SERVICE, "release", "none", "one that is recorded here"));
  }

  private void have(ImageReference base, String id) {
    agent.builder.images.put(
        base, new ImageDetails(new EngineImage(base, id), Platform.LINUX_AMD64, Map.of()));
  }

  private void deploy() {
    agent.deploy().deploy(agent.plan(), DeployOptions.defaults(), agent.listener());
  }

  private ChangePlan plan() {
    return agent.changes().plan(agent.plan());
  }

  private static Change change(
      Subject subject, String field, @Nullable String before, @Nullable String after) {
    return new Change(subject, field, Optional.ofNullable(before), Optional.ofNullable(after));
  }
}
