package ai.holodeck.deploy.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OciLabelsTest {
  @Test
  void labelsOfAgentAndVersionAloneAreThree() {
    assertThat(OciLabels.of("support", "1.0").toMap())
        .isEqualTo(
            Map.of(
                "org.opencontainers.image.title", "support",
                "org.opencontainers.image.version", "1.0",
                "com.holodeck.managed", "true"));
  }

  @Test
  void createdIsRfc3339InUtcAndWholeSeconds() {
    OciLabels labels =
        new OciLabels(
            "a",
            "1",
            Optional.of(Instant.parse("2026-02-03T04:05:06.789Z")),
            Optional.of("https://example.org/x"),
            Optional.of("abc"),
            Optional.of("sha256:00"));

    assertThat(labels.toMap())
        .containsEntry("org.opencontainers.image.created", "2026-02-03T04:05:06Z")
        .containsEntry("org.opencontainers.image.source", "https://example.org/x")
        .containsEntry("org.opencontainers.image.revision", "abc")
        .containsEntry("com.holodeck.inputs", "sha256:00");
  }
}
