package ai.holodeck.deploy.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EscapeTest {
  @Test
  void hostileTextNeverAddsALineOrAnInstruction() throws Exception {
    DockerfileGenerator generator = new DockerfileGenerator();
    int lines = (int) generator.generate(spec("x", "y", "z")).lines().count();
    for (int seed = 0; seed < 3000; seed++) {
      Hostile hostile = new Hostile(seed);
      String text =
          generator.generate(spec(hostile.line(), hostile.fileName(), hostile.fileName()));

      assertThat(text.split("\n")).as("seed %d\n%s", seed, text).hasSize(lines);
      assertThat(text.codePoints()).noneMatch(c -> Character.isISOControl(c) && c != '\n');
      assertThat(instructions(text))
          .as("seed %d", seed)
          .containsExactly(
              "FROM",
              "USER",
              "WORKDIR",
              "RUN",
              "COPY",
              "COPY",
              "COPY",
              "COPY",
              "ENV",
              "EXPOSE",
              "HEALTHCHECK",
              "USER",
              "ENTRYPOINT",
              "LABEL");
      for (String line : text.lines().filter(line -> line.startsWith("COPY")).toList()) {
        assertThat(new ObjectMapper().readTree(line.substring(5)).isArray()).isTrue();
      }
    }
  }

  @Test
  void execWordIsJsonForTheSameText() throws Exception {
    for (int seed = 0; seed < 3000; seed++) {
      String text = new Hostile(seed).text();
      assertThat(new ObjectMapper().readValue(Escape.execWord(text), String.class)).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '`',
      value = {
        "plain \"plain\"",
        "a$b \"a\\\\$b\"",
        "a*b \"a[*]b\"",
        "a?b \"a[?]b\"",
        "a[b] \"a[[]b]\"",
        "a\\b \"a[\\\\\\\\\\\\\\\\]b\"",
        "it's \"it\\\\'s\"",
        "a\"b \"a\\\\\\\"b\"",
        "<<EOF \"\\u003c\\u003cEOF\"",
      })
  void copySourceIsJsonOfAWordOfAPattern(String path, String escaped) {
    assertThat(Escape.copySource(path)).isEqualTo(escaped);
  }

  @Test
  void copyDestinationIsNoPattern() {
    assertThat(Escape.copyDestination("a*[b]$")).isEqualTo("\"a*[b]\\\\$\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ghcr.io/justinbarias/holodeck-base:latest",
        "localhost:5000/a@sha256:00",
        "scratch"
      })
  void baseImageIsTakenAsItIs(String image) {
    assertThat(Escape.baseImage(image)).isEqualTo(image);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a b",
        "a AS b",
        "--platform=x",
        "a\nRUN x",
        "$BASE",
        "${BASE}",
        "a\\",
        "a#b",
        "é"
      })
  void baseImageThatIsNoNameFails(String image) {
    assertRefused(() -> Escape.baseImage(image), "the base image");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\r", "\u0000", "a\u0085b", "\ufffd", "\ud83d"})
  void valueThatNoLineCanHoldFails(String value) {
    assertRefused(() -> Escape.labelValue("k", value), "the value of label k");
    assertRefused(() -> Escape.envValue("K", value), "the value of K");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a=b", "a\"", "-a", "a.", "$a", "a\nb"})
  void labelKeyThatIsNoNameFails(String key) {
    assertRefused(() -> Escape.labelKey(key), "the label name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a]", "a,b", "$(id)", "a b", "\"", "-a"})
  void extraThatIsNoNameFails(String extra) {
    assertRefused(() -> Escape.extra(extra), "the extra");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "health", "/a b", "/a\"b", "/a\nb", "/é", "/a#b", "/a\\b", "/%zz", "/[1-9]", "/{a,b}"
      })
  void healthCheckPathThatIsNoneFails(String path) {
    assertRefused(() -> Escape.urlPath(path), "the health check path");
  }

  @Test
  void healthCheckPathMayHoldWhatAShellWouldRead() {
    assertThat(
            new DockerfileGenerator()
                .generate(DockerfileSpec.of("x").healthCheckPath("/a;'$(id)&b=1%20c").build()))
        .contains("\"http://localhost:8080/a;'$(id)&b=1%20c\"]\n");
  }

  @Test
  void fileNameThatIsNotTextFails() {
    assertRefused(() -> Escape.copySource("files/a\ufffd"), "the path");
    assertRefused(() -> Escape.copyDestination("/app/a\ud83d/"), "the path");
  }

  private static DockerfileSpec spec(String line, String file, String directory) {
    return DockerfileSpec.of(line.isBlank() ? "x" : line)
        .version(line)
        .revision(Optional.of(line))
        .sourceUrl(Optional.of(line))
        .files(List.of("f/" + file))
        .directories(List.of("d/" + directory))
        .label("it", line)
        .build();
  }

  private static List<String> instructions(String dockerfile) {
    return dockerfile
        .lines()
        .filter(line -> !line.isEmpty() && Character.isUpperCase(line.charAt(0)))
        .map(line -> line.substring(0, line.indexOf(' ')))
        .toList();
  }

  private static void assertRefused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String what) {
    assertThatThrownBy(call)
        .hasMessageStartingWith(what)
        .asInstanceOf(InstanceOfAssertFactories.type(DeployException.class))
        .satisfies(
            e -> {
              assertThat(e.code()).isEqualTo(CoreError.CONFIG_INVALID);
              assertThat(e.what()).doesNotContain("\n");
            });
  }
}
