package ai.holodeck.deploy.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.holodeck.deploy.error.DeployException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerIgnoreTest {
  @ParameterizedTest
  @CsvSource({
    "a, a",
    "a, a/b/c",
    "/a, a",
    "a/, a",
    "./a/../b, b",
    "*, a",
    "*, a/b",
    "*/b, a/b",
    "**, a/b",
    "**/b, b",
    "**/b, a/x/b/y",
    "a/**, a/b",
    "a/**/c, a/c",
    "a/**/c, a/b/b/c",
    "?, a",
    "[a-c]x, bx",
    "[^a]x, bx",
    "\\*, *",
    "a\\?, a?",
    "a.b, a.b",
    "(a)+, (a)+",
    "{a|b}$, {a|b}$",
    "é*, éa",
    "  a  , a",
  })
  void patternIgnoresPath(String pattern, String path) {
    assertThat(DockerIgnore.parse("f", pattern).ignoring(path)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "a, b/a",
    "a, ab",
    "*/b, b",
    "*/b, a/x/b",
    "a/**, a",
    "?, ab",
    "[a-c]x, dx",
    "a.b, aXb",
    "\\*, a",
    "#a, #a",
    "a|b, a",
    "[ab], ab",
    ".., a",
    "., a",
    "/, a",
    "*, .",
  })
  void patternKeepsPath(String pattern, String path) {
    assertThat(DockerIgnore.parse("f", pattern).ignoring(path)).isEmpty();
  }

  @Test
  void lastPatternThatMatchesDecides() {
    DockerIgnore ignore =
        DockerIgnore.parse("f", "\uFEFF*.md\r\n! README*.md\r\nREADME-secret.md\n");

    assertThat(ignore.ignoring("x.md")).map(IgnorePattern::line).contains(1);
    assertThat(ignore.ignoring("README.md")).isEmpty();
    assertThat(ignore.ignoring("README-secret.md")).isPresent();
    assertThat(DockerIgnore.parse("f", "!a\na").ignoring("a")).isPresent();
  }

  @Test
  void namesWithLineBreaksAreMatchedAsAWhole() {
    assertThat(DockerIgnore.parse("f", "a?").ignoring("a\n")).isPresent();
    assertThat(DockerIgnore.parse("f", "[a]").ignoring("a\n")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[", "a[", "[]a]", "[a", "[a-", "[-a]", "a\\", "!", "[b-a]", "\\d", "[[:alpha:]]"})
  void whatIsNoPatternFails(String pattern) {
    assertThatThrownBy(() -> DockerIgnore.parse("f", "ok\n" + pattern))
        .isInstanceOf(DeployException.class)
        .hasMessageStartingWith("f:2: '" + pattern + "' is not a pattern");
  }
}
