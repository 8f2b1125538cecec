package ai.holodeck.deploy.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.error.Problems;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class KeyCutPropertyTest {
  private static final int FILES = 4000;

  @Test
  void withoutCutsExactlyTheKeyOutOfAnyBlockFile() {
    for (int seed = 0; seed < FILES; seed++) {
      RandomYaml yaml = new RandomYaml(seed);
      StringBuilder above = new StringBuilder(yaml.coin() ? "# first\n\n" : "");
      for (int i = 0; i < yaml.upTo(4); i++) {
        above.append(yaml.entry("a" + i, 0)).append(yaml.coin() ? "# between\n" : "");
      }
      String block = yaml.entry("d", 0) + (yaml.coin() ? "  # deeper\n\n" : "");
      StringBuilder below = new StringBuilder();
      for (int i = 0; i < yaml.upTo(4); i++) {
        below.append(yaml.coin() ? "# d: below\n\n" : "").append(yaml.entry("b" + i, 0));
      }
      String end = yaml.coin() ? "\r\n" : "\n";
      assertCut(seed, above + block + below, above + "" + below, end);
    }
  }

  @Test
  void withoutCutsExactlyTheKeyOutOfAnyFlowFile() {
    for (int seed = 0; seed < FILES; seed++) {
      RandomYaml yaml = new RandomYaml(seed);
      StringBuilder above = new StringBuilder("{ ");
      for (int i = 0; i < yaml.upTo(3); i++) {
        above.append(yaml.flowEntry("a" + i)).append(yaml.coin() ? ",\n # d,}\n " : " , ");
      }
      String block = yaml.flowEntry("d");
      StringBuilder below = new StringBuilder();
      for (int i = 0; i < yaml.upTo(3); i++) {
        below.append(i == 0 ? " " : ", ").append(yaml.flowEntry("b" + i));
      }
      String comma = below.length() == 0 ? "" : yaml.coin() ? "," : " # }\n ,";
      String close = yaml.coin() ? "\n}\n" : " }";
      assertCut(seed, above + block + comma + below + close, above + "" + below + close, "\n");
    }
  }

  private static void assertCut(int seed, String written, String rest, String lineEnd) {
    Problems problems = new Problems();
    YamlFile file = parse(written.replace("\n", lineEnd), problems);
    byte[] cut = file.without("d", problems);

    assertThat(problems.sorted()).as("seed %d of%n%s", seed, written).isEmpty();
    assertThat(new String(cut, UTF_8))
        .as("seed %d of%n%s", seed, written)
        .isEqualTo(rest.replace("\n", lineEnd));
    assertThat(Plainly.map(parse(new String(cut, UTF_8), problems).root()))
        .as("seed %d of%n%s", seed, written)
        .isEqualTo(Plainly.map(file.root().without("d")));
  }

  private static YamlFile parse(String text, Problems problems) {
    YamlFile file =
        YamlFile.parse(Path.of("a.yaml"), text.getBytes(UTF_8), problems)
            .orElseThrow(() -> new AssertionError(problems.sorted() + " in\n" + text));
    assertThat(problems.sorted()).as(text).isEmpty();
    return file;
  }
}
