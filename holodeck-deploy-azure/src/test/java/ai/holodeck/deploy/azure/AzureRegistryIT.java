package ai.holodeck.deploy.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.holodeck.deploy.environment.Secret;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.ImageRef;
import ai.holodeck.deploy.image.RegistryCredentials;
import ai.holodeck.deploy.image.RegistryImage;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.Deployer;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.FoundService;
import ai.holodeck.deploy.service.ServiceState;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Images that not everybody may pull. */
class AzureRegistryIT {
  private static final String USER_ASSIGNED =
      "/subscriptions/"
          + TestCloud.SUBSCRIPTION
          + "/resourceGroups/agents/providers/Microsoft.ManagedIdentity/userAssignedIdentities/puller";

  @AutoClose private final TestCloud cloud = new TestCloud();

  @Test
  void passwordGoesAsASecretAndTheNewestReplacesIt() throws Exception {
    Deployer deployer = cloud.deployer(Map.of());
    deploy(deployer, cloud.privateImage("v1", "anna", "first-Zq7"), login("first-Zq7"));
    deploy(deployer, cloud.privateImage("v2", "anna", "second-Zq7"), login("second-Zq7"));

    List<JsonNode> puts = cloud.puts();
    for (JsonNode put : puts) {
      JsonNode registry = put.at("/properties/configuration/registries/0");
      assertThat(registry.path("server").asText()).isEqualTo("registry.example");
      assertThat(registry.path("username").asText()).isEqualTo("anna");
      assertThat(put.at("/properties/configuration/secrets")).hasSize(1);
      assertThat(put.at("/properties/configuration/secrets/0/name").asText())
          .isEqualTo(registry.path("passwordSecretRef").asText())
          .hasSize(20);
      assertThat(put.at("/properties/template").toString()).doesNotContain("Zq7");
    }
    assertThat(puts.get(1).at("/properties/configuration/secrets/0/value").asText())
        .isEqualTo("second-Zq7");
  }

  @Test
  void loginThatIsNoLongerGivenGoesAndThoseOfOthersStay() throws Exception {
    Deployer deployer = cloud.deployer(Map.of());
    Deployment first =
        deploy(deployer, cloud.privateImage("v1", "anna", "first-Zq7"), login("first-Zq7"));
    cloud
        .server()
        .change(
            first.id().value(),
            app -> {
              ObjectNode configuration = (ObjectNode) app.at("/properties/configuration");
              configuration
                  .withArray("secrets")
                  .addObject()
                  .put("name", "theirs")
                  .put("value", "x");
              configuration
                  .withArray("registries")
                  .addObject()
                  .put("server", "other.example")
                  .put("username", "otto")
                  .put("passwordSecretRef", "theirs");
            });

    deploy(deployer, cloud.image("v2"), Optional.empty());

    JsonNode configuration = cloud.puts().get(1).at("/properties/configuration");
    assertThat(configuration.path("registries").findValuesAsText("server"))
        .containsExactly("other.example");
    assertThat(configuration.path("secrets").findValuesAsText("name")).containsExactly("theirs");
  }

  @Test
  void wrongPasswordIsSaidAndNotTold() {
    RegistryImage image = cloud.privateImage("v1", "anna", "right-Zq7");

    DeployException failure = denied(cloud.deployer(Map.of()), image, login("wrong-Zq7"));

    assertThat(failure.remedy()).contains("credentials_env_prefix", "registry_identity");
    assertThat(failure.toString() + failure.details()).doesNotContain("wrong-Zq7");
    assertThat(cloud.deployer(Map.of()).find(cloud.request(image).build().name())).isEmpty();
  }

  @Test
  void identityIsAssignedAndPullsInPlaceOfALogin() throws Exception {
    cloud.server().images().grant(USER_ASSIGNED);

    deploy(
        cloud.deployer(Map.of("registry_identity", USER_ASSIGNED)),
        cloud.privateImage("v1", "anna", "right-Zq7"),
        login("right-Zq7"));

    JsonNode put = cloud.puts().get(0);
    assertThat(put.at("/identity/type").asText()).isEqualTo("UserAssigned");
    assertThat(put.at("/identity/userAssignedIdentities").has(USER_ASSIGNED)).isTrue();
    assertThat(put.at("/properties/configuration/registries/0/identity").asText())
        .isEqualTo(USER_ASSIGNED);
    assertThat(put.toString()).doesNotContain("Zq7");
  }

  @Test
  void identitiesOfOthersStay() throws Exception {
    cloud.server().images().grant(USER_ASSIGNED);
    Deployment first = deploy(cloud.deployer(Map.of()), cloud.image("v1"), Optional.empty());
    cloud
        .server()
        .change(first.id().value(), app -> app.putObject("identity").put("type", "SystemAssigned"));

    deploy(
        cloud.deployer(Map.of("registry_identity", USER_ASSIGNED)),
        cloud.privateImage("v2", "anna", "right-Zq7"),
        Optional.empty());

    assertThat(cloud.puts().get(1).at("/identity/type").asText())
        .isEqualTo("SystemAssigned,UserAssigned");
  }

  /** Its identity is there with the app only, and goes with it: so the app has to stay. */
  @Test
  void firstDeployWithTheAppsOwnIdentitySaysWhomToGiveTheRole() {
    Deployer deployer = cloud.deployer(Map.of("registry_identity", "system"));
    RegistryImage image = cloud.privateImage("v1", "anna", "right-Zq7");

    DeployException failure = denied(deployer, image, Optional.empty());

    FoundService left = deployer.find(cloud.request(image).build().name()).orElseThrow();
    assertThat(left.status().state()).isEqualTo(ServiceState.FAILED);
    Matcher principal =
        Pattern.compile("--assignee-object-id ([0-9a-f-]{36}) .*--role AcrPull")
            .matcher(failure.remedy());
    assertThat(principal.find()).as(failure.remedy()).isTrue();
    cloud.server().images().grant(principal.group(1));
    assertThat(deploy(deployer, image, Optional.empty()).status().state())
        .isEqualTo(ServiceState.RUNNING);
  }

  @Test
  void ownIdentityOfAnAppThatServesStaysWhenItIsPutBack() {
    Deployment v1 = deploy(cloud.deployer(Map.of()), cloud.image("v1"), Optional.empty());
    Deployer deployer = cloud.deployer(Map.of("registry_identity", "system"));
    RegistryImage image = cloud.privateImage("v2", "anna", "right-Zq7");

    denied(deployer, image, Optional.empty());

    assertThat(deployer.find(v1.name()).orElseThrow().image()).contains("probe:v1@");
    assertThat(cloud.server().principal(v1.id().value())).isPresent();
  }

  private Deployment deploy(
      Deployer deployer, ImageRef image, Optional<RegistryCredentials> login) {
    return deployer.deploy(request(image, login), DeployListener.silent());
  }

  private DeployException denied(
      Deployer deployer, ImageRef image, Optional<RegistryCredentials> login) {
    DeployException failure =
        catchThrowableOfType(DeployException.class, () -> deploy(deployer, image, login));
    assertThat(failure).isNotNull();
    assertThat(failure.code()).as(failure.what()).isEqualTo(AzureError.AZURE_IMAGE_DENIED);
    return failure;
  }

  private DeployRequest request(ImageRef image, Optional<RegistryCredentials> login) {
    return cloud.request(image).registryCredentials(login).build();
  }

  private static Optional<RegistryCredentials> login(String password) {
    return Optional.of(
        new RegistryCredentials("registry.example", "anna", Secret.of(password), "the test"));
  }
}
