package ai.holodeck.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.image.ImagePublisher;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.PushEvent;
import ai.holodeck.deploy.image.PushEvent.LayerDone;
import ai.holodeck.deploy.image.PushListener;
import ai.holodeck.deploy.image.RegistryImage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PushIT {
  private final String marker = UUID.randomUUID().toString().substring(0, 8);
  private final List<ImageReference> built = new ArrayList<>();
  private final List<PushEvent> events = new ArrayList<>();
  private final ImagePublisher publisher = Probe.DOCKER.imagePublisher();

  @AfterEach
  void removeImages() {
    built.forEach(TestRegistries::remove);
  }

  @Test
  void pushedImageIsInTheRegistryUnderTheDigestThatIsGiven() throws Exception {
    EngineImage image = build(TestRegistries.OPEN, marker);

    RegistryImage pushed = publisher.push(image, Optional.empty(), events::add);

    assertThat(pushed.reference()).isEqualTo(image.reference());
    assertThat(pushed.digest().value()).isEqualTo(digestAtRegistry(image.reference()));
    assertThat(publisher.find(image.reference(), Optional.empty())).contains(pushed);
    assertThat(outcomes()).hasSize(2).contains(LayerDone.Outcome.SENT);
    assertThat(events).hasAtLeastOneElementOfType(PushEvent.Sending.class);
  }

  @Test
  void pushAgainSendsNothingAndGivesTheSameDigest() {
    EngineImage image = build(TestRegistries.OPEN, marker);
    RegistryImage first = publisher.push(image, Optional.empty(), PushListener.silent());

    RegistryImage second = publisher.push(image, Optional.empty(), events::add);

    assertThat(second).isEqualTo(first);
    assertThat(outcomes()).hasSize(2).containsOnly(LayerDone.Outcome.PRESENT);
    assertThat(events).doesNotHaveAnyElementsOfTypes(PushEvent.Sending.class);
  }

  @Test
  void registryThatHasNoneUnderTheNameGivesEmpty() {
    assertThat(publisher.find(name(TestRegistries.OPEN), Optional.empty())).isEmpty();
  }

  @Test
  void pushOfAnImageThatTheEngineDoesNotHaveIsRefused() {
    EngineImage image = build(TestRegistries.OPEN, marker);
    TestRegistries.remove(image.reference());

    DeployException failure = fail(image);

    assertThat(failure.code()).isEqualTo(CoreError.IMAGE_MISSING);
    assertThat(failure.what()).contains(image.reference().toString());
    assertThat(failure.remedy()).contains("holodeck build");
  }

  @Test
  void pushOfAnImageWhoseNameAnotherOneHasTakenIsRefused() {
    EngineImage image = build(TestRegistries.OPEN, marker);
    TestRegistries.build(image.reference(), "another " + marker);

    DeployException failure = fail(image);

    assertThat(failure.code()).isEqualTo(CoreError.IMAGE_MISSING);
    assertThat(failure.what()).contains("belongs to another image now");
  }

  @Test
  void pushToAPortWhereNobodyListensNamesTheRegistry() {
    DeployException failure = fail(build("127.0.0.1:1", marker));

    assertThat(failure.code()).isEqualTo(CoreError.REGISTRY_UNREACHABLE);
    assertThat(failure.what()).contains("127.0.0.1:1", "connection refused");
    assertThat(failure.remedy()).contains("registry.url");
    assertThat(events).doesNotHaveAnyElementsOfTypes(PushEvent.Retrying.class);
  }

  @Test
  void pushToAHostThatDoesNotExistNamesTheRegistry() {
    DeployException failure = fail(build("nowhere.invalid:5000", marker));

    assertThat(failure.code()).isEqualTo(CoreError.REGISTRY_UNREACHABLE);
    assertThat(failure.what()).contains("nowhere.invalid:5000");
    assertThat(failure.remedy()).contains("registry.url");
  }

  @Test
  void pushWithoutLoginIsDenied() {
    DeployException failure = fail(build(TestRegistries.LOGIN, marker));

    assertThat(failure.code()).isEqualTo(CoreError.REGISTRY_DENIED);
    assertThat(failure.what()).contains(TestRegistries.LOGIN);
    assertThat(failure.remedy())
        .contains("docker login " + TestRegistries.LOGIN, "credentials_env_prefix");
    assertThat(events).doesNotHaveAnyElementsOfTypes(PushEvent.Retrying.class);
  }

  @Test
  void pushToARegistryOfAnUnknownAuthorityNamesTheCertificateFile() {
    DeployException failure = fail(build(TestRegistries.TLS, marker));

    assertThat(failure.code()).isEqualTo(CoreError.REGISTRY_UNTRUSTED);
    assertThat(failure.what()).contains(TestRegistries.TLS, "certificate");
    assertThat(failure.remedy()).contains("/etc/docker/certs.d/" + TestRegistries.TLS + "/ca.crt");
  }

  private DeployException fail(EngineImage image) {
    DeployException failure =
        catchThrowableOfType(
            DeployException.class, () -> publisher.push(image, Optional.empty(), events::add));
    assertThat(failure).isNotNull();
    return failure;
  }

  private List<LayerDone.Outcome> outcomes() {
    return events.stream()
        .filter(LayerDone.class::isInstance)
        .map(event -> ((LayerDone) event).outcome())
        .toList();
  }

  private EngineImage build(String registry, String text) {
    EngineImage image = TestRegistries.build(name(registry), text);
    built.add(image.reference());
    return image;
  }

  private ImageReference name(String registry) {
    return ImageReference.parse(registry + "/push-it/" + marker + ":1");
  }

  private static String digestAtRegistry(ImageReference name) throws Exception {
    String path = name.repository().substring(name.repository().indexOf('/') + 1);
    URI manifest =
        URI.create("http://" + TestRegistries.OPEN + "/v2/" + path + "/manifests/" + name.tag());
    HttpResponse<Void> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(manifest)
                    .method("HEAD", HttpRequest.BodyPublishers.noBody())
                    .header(
                        "Accept",
                        "application/vnd.docker.distribution.manifest.v2+json,"
                            + "application/vnd.oci.image.manifest.v1+json,"
                            + "application/vnd.oci.image.index.v1+json")
                    .build(),
                HttpResponse.BodyHandlers.discarding());
    return answer.headers().firstValue("Docker-Content-Digest").orElseThrow();
  }
}
