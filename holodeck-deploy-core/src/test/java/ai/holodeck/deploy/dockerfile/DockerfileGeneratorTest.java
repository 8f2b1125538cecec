package ai.holodeck.deploy.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.holodeck.deploy.agent.Protocol;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DockerfileGeneratorTest {
  private static final DockerfileSpec FULL =
      DockerfileSpec.of("support")
          .port(9000)
          .protocol(Protocol.BOTH)
          .baseImage("ghcr.io/acme/base:1.2")
          .version("abc1234")
          .sourceUrl(Optional.of("https://github.com/acme/support"))
          .revision(Optional.of("abc1234def5678abc1234def5678abc1234def56"))
          .created(Instant.parse("2026-01-02T03:04:05.678Z"))
          .files(
              List.of(
                  "prompts/b.md",
                  "prompts/a.md",
                  "LICENSE",
                  "tools/it's a $tool.py",
                  "data.v2/in.txt"))
          .directories(List.of("data.v2", "knowledge", "knowledge/deeper"))
          .withConfigYaml()
          .withNodejs()
          .extras(List.of("qdrant", "azure-blob", "qdrant"))
          .healthCheckPath("/healthz?full=1")
          .label("com.holodeck.inputs", "sha256:00")
          .build();

  private final DockerfileGenerator generator = new DockerfileGenerator();

  @Test
  void generateOfMinimalSpecGivesGoldenFile() {
    assertThat(generator.generate(DockerfileSpec.of("support").build()))
        .isEqualTo(golden("minimal.Dockerfile"));
  }

  @Test
  void generateOfFullSpecGivesGoldenFile() {
    assertThat(generator.generate(FULL)).isEqualTo(golden("full.Dockerfile"));
  }

  @Test
  void generateTwiceGivesEqualText() {
    assertThat(generator.generate(FULL)).isEqualTo(new DockerfileGenerator().generate(FULL));
  }

  @Test
  void generateHasNoBlankNoise() {
    for (DockerfileSpec spec :
        List.of(
            FULL, DockerfileSpec.of("x").build(), DockerfileSpec.of("x").withNodejs().build())) {
      String text = generator.generate(spec);
      assertThat(text)
          .endsWith("\"\n")
          .doesNotContain("\n\n\n")
          .doesNotContain(" \n")
          .doesNotContain("\t");
      assertThat(text.lines()).noneMatch(line -> line.isBlank() && !line.isEmpty());
    }
  }

  @Test
  void labelsStandOnceAndLast() {
    String text = generator.generate(FULL);
    assertThat(text.indexOf("\nLABEL ")).isEqualTo(text.lastIndexOf("\nLABEL "));
    assertThat(text.substring(text.indexOf("\nLABEL ") + 1).lines())
        .allMatch(line -> line.startsWith("LABEL ") || line.startsWith("      "));
  }

  @Test
  void whatDiffersFromBuildToBuildChangesOnlyTheLabels() {
    DockerfileSpec later =
        DockerfileSpec.of("support")
            .version("fff0000")
            .revision(Optional.of("fff0000"))
            .created(Instant.parse("2030-01-01T00:00:00Z"))
            .build();
    DockerfileSpec earlier = DockerfileSpec.of("support").build();

    assertThat(beforeLabels(generator.generate(later)))
        .isEqualTo(beforeLabels(generator.generate(earlier)));
    assertThat(generator.generateWithoutLabels(later))
        .isEqualTo(generator.generateWithoutLabels(earlier));
  }

  @Test
  void generateNeedsNoBuildKit() {
    assertThat(generator.generate(FULL))
        .doesNotContain("--chmod", "--mount", "--link", "<<", "# syntax", "RUN chmod");
  }

  @Test
  void healthCheckUsesPortAndPath() {
    assertThat(generator.generate(FULL))
        .contains("HEALTHCHECK --interval=30s --timeout=10s --start-period=5s --retries=3")
        .contains("\"http://localhost:9000/healthz?full=1\"");
  }

  @Test
  void directoryWithDotAndFileWithoutDotAreWhatTheCallerSays() {
    assertThat(generator.generate(FULL))
        .contains("COPY [\"files/data.v2\", \"/app/data.v2/\"]")
        .contains("COPY [\"files/LICENSE\", \"/app/\"]");
  }

  @Test
  void filesInsideACopiedDirectoryAreCopiedOnce() {
    assertThat(generator.generate(FULL)).doesNotContain("data.v2/in.txt").doesNotContain("deeper");
  }

  @Test
  void moreStepsThanLayersAreCopiedInOneStep() {
    List<String> many = IntStream.range(0, 200).mapToObj(i -> "d" + i + "/f.txt").toList();
    String text = generator.generate(DockerfileSpec.of("x").files(many).build());
    assertThat(text).contains("COPY [\"files/\", \"/app/\"]");
    assertThat(text.lines().filter(line -> line.startsWith("COPY"))).hasSize(3);
  }

  @Test
  void templateThatNamesWhatIsNotThereFails() {
    DockerfileGenerator misspelt = new DockerfileGenerator("FROM {{baseImgae}}\n");

    assertThatThrownBy(() -> misspelt.generate(DockerfileSpec.of("x").build()))
        .hasMessageContaining("unknown 'baseImgae'");
  }

  @Test
  void entrypointReplacesTheShellAndReadsTheVariables() {
    assertThat(DockerfileGenerator.entrypoint())
        .isEqualTo(
            "#!/bin/sh\nexec holodeck serve /app/agent.yaml --host 0.0.0.0 --port \"${HOLODECK_PORT:-8080}\""
                + " --protocol \"${HOLODECK_PROTOCOL:-rest}\"\n");
  }

  private static String beforeLabels(String dockerfile) {
    return dockerfile.substring(0, dockerfile.indexOf("\nLABEL "));
  }

  private static String golden(String name) {
    try (InputStream in =
        Objects.requireNonNull(DockerfileGeneratorTest.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
