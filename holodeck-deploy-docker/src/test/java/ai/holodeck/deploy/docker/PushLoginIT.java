package ai.holodeck.deploy.docker;

import static ai.holodeck.deploy.docker.TestRegistries.PASSWORD;
import static ai.holodeck.deploy.docker.TestRegistries.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.holodeck.deploy.context.BuildContext;
import ai.holodeck.deploy.environment.Secret;
import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.BuildListener;
import ai.holodeck.deploy.image.BuildRequest;
import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.PushListener;
import ai.holodeck.deploy.image.RegistryCredentials;
import ai.holodeck.deploy.image.RegistryImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way to a login, at registries that want one. */
class PushLoginIT {
  private static final Path TRUST = Path.of("/etc/docker/certs.d").resolve(TestRegistries.TLS);

  @TempDir Path folder;
  private final String marker = UUID.randomUUID().toString().substring(0, 8);
  private final List<ImageReference> built = new ArrayList<>();
  private DockerEngine engine = Probe.DOCKER;

  @BeforeEach
  void anEngineWhoseUserHasStoredNoLogin() {
    Map<String, String> variables = new HashMap<>(System.getenv());
    variables.put("DOCKER_CONFIG", folder.toString());
    variables.put("PATH", folder.toString());
    engine = DockerEngine.connect(Variables.of(variables));
  }

  @AfterEach
  void removeImages() {
    built.forEach(TestRegistries::remove);
    engine.close();
  }

  @Test
  void givenLoginIsUsedToPushAndToLook() {
    EngineImage image = build(TestRegistries.LOGIN);

    RegistryImage pushed = push(image, Optional.of(login(TestRegistries.LOGIN, PASSWORD)));

    assertThat(
            engine
                .imagePublisher()
                .find(image.reference(), Optional.of(login(TestRegistries.LOGIN, PASSWORD))))
        .contains(pushed);
  }

  @Test
  void wrongLoginIsDeniedAndNeitherPartOfItTold() {
    DeployException failure =
        fail(
            () ->
                push(
                    build(TestRegistries.LOGIN),
                    Optional.of(login(TestRegistries.LOGIN, "wrong-Zq7"))));

    assertThat(failure.code()).isEqualTo(CoreError.REGISTRY_DENIED);
    assertThat(failure.what()).contains("the login of P_USERNAME and P_PASSWORD");
    assertThat(failure.toString() + failure.remedy() + failure.details())
        .doesNotContain("wrong-Zq7");
  }

  @Test
  void loginOfAnotherRegistryIsNotSentToThisOne() {
    DeployException failure =
        fail(
            () ->
                push(
                    build(TestRegistries.LOGIN),
                    Optional.of(login(TestRegistries.OPEN, PASSWORD))));

    assertThat(failure.code()).isEqualTo(CoreError.REGISTRY_DENIED);
    assertThat(failure.what()).contains("without a login", folder.toString());
  }

  @Test
  void givenLoginGoesBeforeTheStoredOne() throws Exception {
    store("wrong");

    push(build(TestRegistries.LOGIN), Optional.of(login(TestRegistries.LOGIN, PASSWORD)));
  }

  @Test
  void loginInTheFileIsUsed() throws Exception {
    store(PASSWORD);

    push(build(TestRegistries.LOGIN), Optional.empty());
  }

  @Test
  void loginOfAHelperIsUsed() throws Exception {
    helper();
    config("{\"credHelpers\": {\"" + TestRegistries.LOGIN + "\": \"test\"}}");

    push(build(TestRegistries.LOGIN), Optional.empty());
  }

  @Test
  void loginOfTheStoreIsUsed() throws Exception {
    helper();
    config("{\"auths\": {\"" + TestRegistries.LOGIN + "\": {}}, \"credsStore\": \"test\"}");

    push(build(TestRegistries.LOGIN), Optional.empty());
  }

  @Test
  void helperThatFailsStopsThePushWithItsName() throws Exception {
    config("{\"credsStore\": \"gone\"}");

    assertThat(fail(() -> push(build(TestRegistries.LOGIN), Optional.empty())).what())
        .contains(TestRegistries.LOGIN, "docker-credential-gone");
  }

  @Test
  void propertiesOfTheClientLibraryDoNotReplaceTheLogin() throws Exception {
    store(PASSWORD);
    System.setProperty("registry.username", "somebody");
    System.setProperty("registry.password", "else");
    try (DockerEngine fresh = freshEngine()) {
      EngineImage image = build(TestRegistries.LOGIN);
      fresh.imagePublisher().push(image, Optional.empty(), PushListener.silent());
    } finally {
      System.clearProperty("registry.username");
      System.clearProperty("registry.password");
    }
  }

  @Test
  void privateBaseImageIsFetchedWithTheGivenLoginOrTheStoredOne() throws Exception {
    EngineImage base = build(TestRegistries.LOGIN);
    push(base, Optional.of(login(TestRegistries.LOGIN, PASSWORD)));

    TestRegistries.remove(base.reference());
    DeployException denied = fail(() -> buildFrom(base.reference(), Optional.empty()));
    assertThat(denied.code()).isEqualTo(CoreError.BASE_IMAGE_MISSING);
    assertThat(denied.remedy()).contains("docker login");

    buildFrom(base.reference(), Optional.of(login(TestRegistries.LOGIN, PASSWORD)));
    TestRegistries.remove(base.reference());

    store(PASSWORD);
    buildFrom(base.reference(), Optional.empty());
  }

  @Test
  void registryWhoseAuthorityTheEngineTrustsTakesTheImage() throws Exception {
    assertThat(TRUST).as("left by a run that was killed").doesNotExist();
    boolean wasThere = Files.exists(TRUST.getParent());
    Files.createDirectories(TRUST);
    Files.copy(Path.of(TestRegistries.AUTHORITY), TRUST.resolve("ca.crt"));
    try {
      push(build(TestRegistries.TLS), Optional.of(login(TestRegistries.TLS, PASSWORD)));
    } finally {
      Files.delete(TRUST.resolve("ca.crt"));
      Files.delete(TRUST);
      if (!wasThere) {
        Files.delete(TRUST.getParent());
      }
    }
  }

  private DockerEngine freshEngine() {
    Map<String, String> variables = new HashMap<>(System.getenv());
    variables.put("DOCKER_CONFIG", folder.toString());
    return DockerEngine.connect(Variables.of(variables));
  }

  private RegistryImage push(EngineImage image, Optional<RegistryCredentials> credentials) {
    return engine.imagePublisher().push(image, credentials, PushListener.silent());
  }

  private static DeployException fail(ThrowingCallable call) {
    DeployException failure = catchThrowableOfType(DeployException.class, call);
    assertThat(failure).isNotNull();
    return failure;
  }

  private static RegistryCredentials login(String registry, String password) {
    return new RegistryCredentials(
        registry, USER, Secret.of(password), "P_USERNAME and P_PASSWORD");
  }

  private void buildFrom(ImageReference base, Optional<RegistryCredentials> credentials) {
    ImageReference name = ImageReference.parse("holodeck-deploy-it/from-private:" + marker);
    built.add(name);
    BuildContext context =
        new BuildContext(
            List.of(
                Entries.file("Dockerfile", 0444, "FROM " + base + "\nCOPY more /\n"),
                Entries.file("more", 0444, marker)));
    engine
        .imageBuilder()
        .build(
            BuildRequest.of(context, name, base.toString()).credentials(credentials).build(),
            BuildListener.silent());
  }

  private EngineImage build(String registry) {
    EngineImage image =
        TestRegistries.build(
            ImageReference.parse(registry + "/push-login-it/" + marker + ":1"), marker);
    built.add(image.reference());
    return image;
  }

  private void store(String password) throws IOException {
    String auth =
        Base64.getEncoder()
            .encodeToString((USER + ":" + password).getBytes(StandardCharsets.UTF_8));
    config("{\"auths\": {\"" + TestRegistries.LOGIN + "\": {\"auth\": \"" + auth + "\"}}}");
  }

  private void config(String json) throws IOException {
    Files.writeString(folder.resolve("config.json"), json);
  }

  /** Answers for its registry only. */
  private void helper() throws IOException {
    Path script = folder.resolve("docker-credential-test");
    Files.writeString(
        script,
        """
        #!/bin/sh
        read -r host || true
        [ "$1" = get ] && [ "$host" = HOST ] || { echo 'credentials not found in native keychain'; exit 1; }
        echo '{"ServerURL": "HOST", "Username": "USER", "Secret": "PASSWORD"}'
        """
            .replace("HOST", TestRegistries.LOGIN)
            .replace("\"USER\"", "\"" + USER + "\"")
            .replace("\"PASSWORD\"", "\"" + PASSWORD + "\""));
    assertThat(script.toFile().setExecutable(true)).isTrue();
  }
}
