package ai.holodeck.deploy.operation;

import static ai.holodeck.deploy.operation.OperationFixture.IMAGE;
import static ai.holodeck.deploy.operation.OperationFixture.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.holodeck.deploy.environment.Secret;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.ImageRef;
import ai.holodeck.deploy.image.PushEvent;
import ai.holodeck.deploy.image.RegistryCredentials;
import ai.holodeck.deploy.image.RegistryImage;
import ai.holodeck.deploy.release.DeploymentRecord;
import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.DeployRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushAgentTest {
  private static final String PUSHED = IMAGE + "@" + MemoryRegistry.DIGEST;

  @TempDir Path folder;
  private OperationFixture agent;

  @BeforeEach
  void anAgent() {
    agent = new OperationFixture(folder);
  }

  @Test
  void pushGivesTheDigestAndTellsOfEachLayer() {
    agent.haveImage();
    List<PushEvent> events = new ArrayList<>();

    RegistryImage pushed =
        agent
            .push()
            .push(
                agent.project(),
                IMAGE,
                new OperationListener() {
                  @Override
                  public void onPush(PushEvent event) {
                    events.add(event);
                  }
                });

    assertThat(pushed.uri()).isEqualTo(PUSHED);
    assertThat(events)
        .containsExactly(new PushEvent.LayerDone("layer", PushEvent.LayerDone.Outcome.SENT));
  }

  @Test
  void pushOfWhatWasNotBuiltIsRefusedBeforeTheRegistryIsAsked() {
    DeployException failure = fail(this::push);

    assertThat(failure.code()).isEqualTo(CoreError.IMAGE_MISSING);
    assertThat(failure.what()).contains(IMAGE.toString());
    assertThat(failure.remedy()).contains("holodeck build");
    assertThat(agent.registry.pushes).isZero();
  }

  @Test
  void pushLogsInWithWhatThePrefixNames() {
    agent.haveImage();
    agent.credentialsPrefix = Optional.of("ACME");
    agent.variables = Map.of("ACME_USERNAME", "anna", "ACME_PASSWORD", "pass");

    push();

    assertThat(agent.registry.lastCredentials)
        .hasValueSatisfying(
            credentials -> {
              assertThat(credentials.registry()).isEqualTo("ghcr.io");
              assertThat(credentials.username()).isEqualTo("anna");
              assertThat(credentials.password()).isEqualTo(Secret.of("pass"));
              assertThat(credentials.toString()).doesNotContain("pass,");
            });
  }

  @Test
  void pushWithoutThePrefixsVariablesNamesThemAndNotTheOtherOnesValue() {
    agent.haveImage();
    agent.credentialsPrefix = Optional.of("ACME");
    agent.variables = Map.of("ACME_PASSWORD", "only-the-password");

    DeployException failure = fail(this::push);

    assertThat(failure.code()).isEqualTo(CoreError.CONFIG_INVALID);
    assertThat(failure.what()).contains("'ACME'", "ACME_USERNAME is not set");
    assertThat(failure.remedy()).contains("docker login");
    assertThat(failure.what() + failure.remedy()).doesNotContain("only-the-password");
    assertThat(agent.registry.pushes).isZero();
  }

  @Test
  void pushOfAnImageThatIsNamedAfterNoRegistryIsRefused() {
    agent.repository = "holodeck/support";

    DeployException failure = fail(this::push);

    assertThat(failure.code()).isEqualTo(CoreError.CONFIG_INVALID);
    assertThat(failure.what()).contains("holodeck/support", "no registry");
    assertThat(failure.remedy()).contains("registry.url");
  }

  @Test
  void deployToATargetThatNeedsARegistryPushesAndDeploysAndRecordsByDigest() {
    agent.provider.capabilities.add(Capability.NEEDS_REGISTRY);
    List<ImageRef> deployed = new ArrayList<>();
    agent.provider.beforeStart = request -> deployed.add(request.image());
    agent.registry.onPush = () -> assertThat(agent.stores.locked).isTrue();

    DeploymentRecord record = deploy(DeployOptions.Push.WHERE_NEEDED);

    assertThat(deployed).containsExactly(new RegistryImage(IMAGE, MemoryRegistry.DIGEST));
    assertThat(record.service().imageUri()).isEqualTo(PUSHED);
    assertThat(agent.stores.history(KEY).get(0).image()).map(ImageRef::uri).contains(PUSHED);
  }

  @Test
  void deployToATargetWithoutNeedPushesOnlyWhenAsked() {
    assertThat(deploy(DeployOptions.Push.WHERE_NEEDED).service().imageUri())
        .isEqualTo(IMAGE.toString());
    assertThat(agent.registry.pushes).isZero();

    assertThat(deploy(DeployOptions.Push.ALWAYS).service().imageUri()).isEqualTo(PUSHED);
    assertThat(agent.registry.pushes).isOne();
  }

  @Test
  void deployWhoseLoginIsIncompleteIsRefusedBeforeTheBuild() {
    agent.provider.capabilities.add(Capability.NEEDS_REGISTRY);
    agent.credentialsPrefix = Optional.of("ACME");

    assertThat(fail(() -> deploy(DeployOptions.Push.WHERE_NEEDED)).code())
        .isEqualTo(CoreError.CONFIG_INVALID);
    assertThat(agent.builder.builds).isEmpty();
  }

  @Test
  void deployWhosePushFailsStartsNothingAndWritesNoIntent() {
    agent.provider.capabilities.add(Capability.NEEDS_REGISTRY);
    agent.registry.onPush =
        () -> {
          throw new DeployException(CoreError.REGISTRY_DENIED, "denied", "log in");
        };

    assertThat(fail(() -> deploy(DeployOptions.Push.WHERE_NEEDED)).code())
        .isEqualTo(CoreError.REGISTRY_DENIED);
    assertThat(agent.provider.calls).doesNotContain("deploy");
    assertThat(agent.stores.releases).isEmpty();
  }

  @Test
  void runAtATargetThatNeedsARegistryDeploysWhatTheRegistryHas() {
    agent.provider.capabilities.add(Capability.NEEDS_REGISTRY);
    agent.registry.images.put(IMAGE, new RegistryImage(IMAGE, MemoryRegistry.DIGEST));

    assertThat(run().service().imageUri()).isEqualTo(PUSHED);
    assertThat(agent.registry.pushes).isZero();
  }

  @Test
  void runOfAnImageThatTheRegistryDoesNotHaveFailsBeforeTheProviderIsCalled() {
    agent.haveImage();
    agent.provider.capabilities.add(Capability.NEEDS_REGISTRY);

    DeployException failure = fail(this::run);

    assertThat(failure.code()).isEqualTo(CoreError.IMAGE_MISSING);
    assertThat(failure.what()).contains("registry", IMAGE.toString());
    assertThat(failure.remedy()).contains("holodeck push");
    assertThat(agent.provider.calls).isEmpty();
    assertThat(agent.stores.releases).isEmpty();
  }

  @Test
  void targetThatPullsTheImageItselfGetsTheLoginThatThePrefixNames() {
    agent.provider.capabilities.add(Capability.NEEDS_REGISTRY);
    agent.credentialsPrefix = Optional.of("ACME");
    agent.variables = Map.of("ACME_USERNAME", "anna", "ACME_PASSWORD", "pass-Zq7");
    agent.registry.stored = Optional.of(stored());
    List<DeployRequest> requests = new ArrayList<>();
    agent.provider.beforeStart = requests::add;

    deploy(DeployOptions.Push.WHERE_NEEDED);

    assertThat(requests.get(0).registryCredentials())
        .contains(
            new RegistryCredentials(
                "ghcr.io", "anna", Secret.of("pass-Zq7"), "ACME_USERNAME and ACME_PASSWORD"));
    assertThat(requests.get(0).toString()).doesNotContain("pass-Zq7");
    assertThat(requests.get(0).mask().mask("no: pass-Zq7")).isEqualTo("no: ******");
    assertThat(agent.stores.history(KEY).toString()).doesNotContain("pass-Zq7");
  }

  @Test
  void targetThatPullsTheImageItselfGetsTheStoredLoginWithoutAPrefix() {
    agent.provider.capabilities.add(Capability.NEEDS_REGISTRY);
    agent.registry.stored = Optional.of(stored());
    List<DeployRequest> requests = new ArrayList<>();
    agent.provider.beforeStart = requests::add;

    deploy(DeployOptions.Push.WHERE_NEEDED);

    assertThat(requests.get(0).registryCredentials()).contains(stored());
  }

  @Test
  void targetThatTakesTheEnginesImageGetsNoLogin() {
    agent.registry.stored = Optional.of(stored());
    List<DeployRequest> requests = new ArrayList<>();
    agent.provider.beforeStart = requests::add;

    deploy(DeployOptions.Push.ALWAYS);

    assertThat(requests.get(0).registryCredentials()).isEmpty();
  }

  private static RegistryCredentials stored() {
    return new RegistryCredentials("ghcr.io", "otto", Secret.of("stored-Zq7"), "config.json");
  }

  private RegistryImage push() {
    return agent.push().push(agent.project(), IMAGE, OperationListener.silent());
  }

  private DeploymentRecord deploy(DeployOptions.Push push) {
    return agent
        .deploy()
        .deploy(
            agent.plan(),
            new DeployOptions(
                BuildOptions.defaults(),
                push,
                RunOptions.defaults(),
                DeployOptions.When.ALWAYS,
                Optional.empty()),
            agent.listener());
  }

  private DeploymentRecord run() {
    return agent.run().run(agent.project(), IMAGE, RunOptions.defaults(), agent.listener());
  }

  private static DeployException fail(ThrowingCallable call) {
    DeployException failure = catchThrowableOfType(DeployException.class, call);
    assertThat(failure).isNotNull();
    return failure;
  }
}
