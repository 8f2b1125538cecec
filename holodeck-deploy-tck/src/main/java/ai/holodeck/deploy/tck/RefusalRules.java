package ai.holodeck.deploy.tck;

import static ai.holodeck.deploy.tck.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.image.ImageRef;
import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.Deployment;
import java.util.Map;
import java.util.Set;

/** What is refused before anything is changed. */
interface RefusalRules extends DeployerRules {
  @Rule(
      id = "DEP-70",
      text =
          "An option that the adapter does not know MUST be refused by name with CAPABILITY_MISSING.")
  default void unknownOptionIsRefused() {
    DeployRequest request = trial().request("v1").options(Map.of("no-such-option", "x")).build();

    assertRefused(
        CoreError.CAPABILITY_MISSING,
        () -> trial().deployer().deploy(request, DeployListener.silent()),
        "no-such-option");
    assertThat(trial().deployer().find(trial().name())).isEmpty();
  }

  @Rule(
      id = "DEP-71",
      text =
          "A name that belongs to another owner MUST be refused with NOT_OURS, and that service go on.")
  default void anotherOwnersServiceIsRefused() {
    DeployRequest theirs =
        DeployRequest.of(trial().name(), trial().anotherOwner(), trial().harness().image("v1"))
            .deadline(trial().harness().startTime())
            .build();
    Deployment deployment = trial().deployer().deploy(theirs, DeployListener.silent());

    assertRefused(CoreError.NOT_OURS, () -> trial().deploy("v2"), trial().name().value());

    assertThat(trial().version(deployment)).isEqualTo("v1");
  }

  @Rule(id = "DEP-72", text = "The capabilities MUST be the same each time.")
  default void capabilitiesStay() {
    Set<Capability> declared = trial().harness().factory().capabilities();

    assertThat(trial().harness().factory().capabilities()).isEqualTo(declared);
  }

  @Rule(
      id = "DEP-74",
      text =
          "Where NEEDS_REGISTRY is declared an image that is in no registry MUST be refused with CAPABILITY_MISSING before anything is changed; where it is not such an image MUST be taken.")
  default void imageInNoRegistry() {
    ImageRef probe = trial().harness().image("v1");
    if (!trial().declares(Capability.NEEDS_REGISTRY)) {
      assertThat(probe).as("the harness' image").isInstanceOf(EngineImage.class);
      assertThat(trial().version(trial().deploy("v1"))).isEqualTo("v1");
      return;
    }
    ImageRef ofEngine = new EngineImage(probe.reference(), "sha256:" + "0".repeat(64));
    DeployRequest request =
        DeployRequest.of(trial().name(), trial().owner(), ofEngine)
            .deadline(trial().harness().impatience())
            .build();

    assertRefused(
        CoreError.CAPABILITY_MISSING,
        () -> trial().deployer().deploy(request, DeployListener.silent()));
    assertThat(trial().deployer().find(trial().name())).isEmpty();
  }

  @Rule(id = "DEP-73", text = "LOGS_FOLLOW MUST come with LOGS.")
  default void followingComesWithLogs() {
    Set<Capability> declared = trial().harness().factory().capabilities();

    assertThat(declared.contains(Capability.LOGS_FOLLOW) && !declared.contains(Capability.LOGS))
        .as("LOGS_FOLLOW is declared without LOGS")
        .isFalse();
  }
}
