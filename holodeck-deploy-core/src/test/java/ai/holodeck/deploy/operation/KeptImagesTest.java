package ai.holodeck.deploy.operation;

import static ai.holodeck.deploy.operation.OperationFixture.IMAGE;
import static ai.holodeck.deploy.operation.OperationFixture.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.release.ImageKeeper;
import ai.holodeck.deploy.service.ServiceName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptImagesTest {
  @TempDir Path folder;
  private OperationFixture agent;
  private final List<Set<EngineImage>> calls = new ArrayList<>();
  private final Set<ServiceName> services = new java.util.HashSet<>();
  private final ImageKeeper keeper =
      (service, images) -> {
        services.add(service);
        calls.add(images);
      };

  @BeforeEach
  void anAgentWithItsImage() {
    agent = new OperationFixture(folder);
    agent.keeper = () -> keeper;
    agent.haveImage();
  }

  @Test
  void newImageIsKeptBeforeTheProviderIsCalled() {
    agent.provider.beforeStart = request -> assertThat(calls).containsExactly(Set.of(image()));

    run();

    assertThat(agent.provider.calls).contains("deploy");
    assertThat(calls).hasSize(2);
    assertThat(services).containsExactly(new ServiceName("svc-support"));
  }

  @Test
  void everyImageOfTheHistoryIsKeptAndNoOther() {
    run();
    EngineImage first = image();
    EngineImage second = rebuild();
    run();
    assertThat(last()).containsExactlyInAnyOrder(first, second);

    // As the log drops what is beyond its bound.
    agent.stores.releases.remove(0);
    run();

    assertThat(last()).containsExactly(second);
  }

  @Test
  void imageOfAFailedDeployIsKeptToo() {
    run();
    EngineImage first = image();
    EngineImage second = rebuild();
    agent.provider.beforeStart =
        request -> {
          throw new DeployException(CoreError.DEPLOY_FAILED, "it crashed", "look at the lines");
        };

    failure();

    assertThat(last()).containsExactlyInAnyOrder(first, second);
  }

  @Test
  void releaseRemembersTheImageByItsId() {
    run();

    assertThat(agent.stores.history(KEY).get(0).image()).contains(image());
  }

  @Test
  void destroyLetsAllGo() {
    run();

    destroy();

    assertThat(last()).isEmpty();
    assertThat(services).containsExactly(new ServiceName("svc-support"));
    assertThat(agent.stores.history(KEY).get(0).image()).isEmpty();
  }

  @Test
  void destroyInAMovedFolderLetsGoUnderTheRecordedName() {
    run();
    agent.provider.namePrefix = "moved-";

    agent
        .destroy()
        .run(agent.project(), DestroyAgent.Folder.MOVED, Duration.ZERO, agent.listener());

    assertThat(last()).isEmpty();
    assertThat(services).containsExactly(new ServiceName("svc-support"));
  }

  @Test
  void destroyThatFailsKeepsThem() {
    run();
    int before = calls.size();
    agent.provider.beforeDestroy =
        () -> {
          throw new DeployException(CoreError.DEPLOY_FAILED, "refused", "ask");
        };

    assertThat(catchThrowableOfType(DeployException.class, this::destroy)).isNotNull();

    assertThat(calls).hasSize(before);
  }

  @Test
  void destroyAfterDeploysThatAllFailedLetsTheirImagesGo() {
    agent.provider.beforeStart =
        request -> {
          throw new DeployException(CoreError.DEPLOY_FAILED, "it crashed", "look at the lines");
        };
    failure();

    assertThat(destroy().outcome()).isEqualTo(DestroyReport.Outcome.NOTHING_DEPLOYED);

    assertThat(last()).isEmpty();
  }

  @Test
  void destroyOfADeployThatWasKilledBeforeItBeganLetsItsImageGo() {
    agent.provider.beforeStart =
        request -> {
          throw new Killed();
        };
    assertThat(catchThrowableOfType(Killed.class, this::run)).isNotNull();
    agent.stores.locked = false;

    destroy();

    assertThat(last()).isEmpty();
  }

  @Test
  void secondDestroyAsksNoEngine() {
    run();
    destroy();
    int before = calls.size();

    destroy();

    assertThat(calls).hasSize(before);
  }

  @Test
  void failureToKeepIsANoticeAndNoFailure() {
    agent.keeper =
        () ->
            (service, images) -> {
              throw new DeployException(
                  CoreError.ENGINE_UNAVAILABLE, "no engine answers", "start it");
            };

    assertThat(run().service().serviceName().value()).isEqualTo("svc-support");
    assertThat(destroy().outcome()).isEqualTo(DestroyReport.Outcome.DELETED);

    assertThat(agent.notices)
        .contains(
            "the images of this agent's releases could not be kept from being pruned: no engine"
                + " answers",
            "the images of this agent's releases could not be released for pruning: no engine"
                + " answers");
  }

  @Test
  void defectOfTheKeeperIsToldByItsTypeAlone() {
    agent.keeper =
        () -> {
          throw new IllegalStateException("Authorization: hunter2");
        };

    run();

    assertThat(agent.notices)
        .isNotEmpty()
        .allSatisfy(
            notice ->
                assertThat(notice).contains("IllegalStateException").doesNotContain("hunter2"));
  }

  private ai.holodeck.deploy.release.DeploymentRecord run() {
    return agent.run().run(agent.project(), IMAGE, RunOptions.defaults(), agent.listener());
  }

  private void failure() {
    assertThat(catchThrowableOfType(DeployException.class, this::run)).isNotNull();
  }

  private DestroyReport destroy() {
    return agent
        .destroy()
        .run(agent.project(), DestroyAgent.Folder.UNMOVED, Duration.ZERO, agent.listener());
  }

  /** Another image under the same name. */
  private EngineImage rebuild() {
    EngineImage before = image();
    agent.builder.baseState = "base-2";
    agent.haveImage();
    assertThat(image()).isNotEqualTo(before);
    return image();
  }

  private EngineImage image() {
    return agent.builder.find(IMAGE).orElseThrow().image();
  }

  /** As the end of the process would, ends an operation without its cleaning up. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private Set<EngineImage> last() {
    return calls.get(calls.size() - 1);
  }
}
