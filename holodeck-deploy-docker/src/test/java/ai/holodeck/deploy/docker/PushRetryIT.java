package ai.holodeck.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.image.ImagePublisher;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.PushEvent;
import ai.holodeck.deploy.image.RegistryImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real engine pushes to a real registry that fails on purpose. */
class PushRetryIT {
  private static final int ATTEMPTS = 4;

  private final String marker = UUID.randomUUID().toString().substring(0, 8);
  private final List<PushEvent> events = new ArrayList<>();
  private final ImagePublisher publisher =
      Probe.DOCKER.imagePublisher(new RegistryCalls(ATTEMPTS, Duration.ofMillis(10)));
  private FlakyRegistry registry;
  private EngineImage image;

  @BeforeEach
  void anImageForARegistryThatFails() throws Exception {
    registry = new FlakyRegistry();
    image =
        TestRegistries.build(
            ImageReference.parse(registry.host() + "/push-retry-it/" + marker + ":1"), marker);
  }

  @AfterEach
  void removeAll() {
    TestRegistries.remove(image.reference());
    registry.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void statusThatMayPassIsTriedAgainAndNoLayerIsSentTwice(int status) {
    registry.failManifests(2, status);

    RegistryImage pushed = push();

    assertThat(pushed.digest()).isNotNull();
    assertThat(registry.failures).hasValue(2);
    assertThat(retries()).extracting(PushEvent.Retrying::attempt).containsExactly(1, 2);
    assertThat(retries()).allSatisfy(retry -> assertThat(retry.reason()).contains("" + status));
    assertThat(registry.uploads).as("two layers and the image's configuration, once").hasValue(3);
  }

  @Test
  void connectionThatBreaksIsTriedAgain() {
    registry.dropContacts(2);

    push();

    assertThat(retries()).isNotEmpty();
  }

  @Test
  void layerThatBreaksOffIsSentAgainAndTheOthersAreNot() {
    registry.dropLayers(1);

    push();

    assertThat(registry.failures).hasValue(1);
    assertThat(registry.uploads).as("three, and one again").hasValue(4);
  }

  @Test
  void registryThatStaysOverloadedIsGivenUpAndSaysHowOften() {
    registry.failManifests(Integer.MAX_VALUE, 503);

    DeployException failure = catchThrowableOfType(DeployException.class, this::push);

    assertThat(failure.code()).isEqualTo(CoreError.PUSH_FAILED);
    assertThat(failure.what()).contains("after 4 attempts", registry.host(), "503");
    assertThat(failure.remedy()).contains("goes on where it broke off");
    assertThat(registry.failures).hasValue(ATTEMPTS);
  }

  @Test
  void refusalIsNotTriedAgain() {
    registry.failManifests(Integer.MAX_VALUE, 400);

    DeployException failure = catchThrowableOfType(DeployException.class, this::push);

    assertThat(failure.code()).isEqualTo(CoreError.PUSH_FAILED);
    assertThat(registry.failures).hasValue(1);
    assertThat(retries()).isEmpty();
  }

  @Test
  void pushAgainAfterOneThatFailedGoesOnWhereItBrokeOff() {
    registry.failManifests(1, 400);
    assertThat(catchThrowableOfType(DeployException.class, this::push)).isNotNull();
    int before = registry.uploads.get();

    push();

    assertThat(registry.uploads).hasValue(before);
  }

  private RegistryImage push() {
    return publisher.push(image, Optional.empty(), events::add);
  }

  private List<PushEvent.Retrying> retries() {
    return events.stream()
        .filter(PushEvent.Retrying.class::isInstance)
        .map(PushEvent.Retrying.class::cast)
        .toList();
  }
}
