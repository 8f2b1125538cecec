package ai.holodeck.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.environment.Secret;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceOwner;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShortSecretTest {
  @Test
  void deployWarnsOfASecretThatIsTooShortByItsNameAlone() {
    List<String> said = new ArrayList<>();
    DockerDeployer deployer =
        new DockerDeployer(
            () -> {
              throw new DeployException(CoreError.ENGINE_UNAVAILABLE, "no engine", "start it");
            },
            DockerSettings.defaults());
    DeployRequest request =
        DeployRequest.of(
                new ServiceName("holodeck-test"),
                new ServiceOwner("0123456789ab", "default", "test"),
                new EngineImage(ImageReference.parse("a/b:c"), "sha256:0"))
            .environment(List.of(secret("PIN", "42"), secret("KEY", "hunter2")))
            .build();

    DeployException failure =
        catchThrowableOfType(
            DeployException.class,
            () -> deployer.deploy(request, (state, message) -> said.add(message)));

    assertThat(failure).isNotNull();
    assertThat(said)
        .singleElement()
        .asString()
        .contains("PIN has fewer than 3 characters")
        .doesNotContain("42", "KEY");
  }

  private static EnvironmentVariable secret(String name, String value) {
    return new EnvironmentVariable(name, Secret.of(value));
  }
}
