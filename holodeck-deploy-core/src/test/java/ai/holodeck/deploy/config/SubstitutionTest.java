package ai.holodeck.deploy.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.error.Problem;
import ai.holodeck.deploy.error.Problems;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SubstitutionTest {
  private final Problems problems = new Problems();

  @Test
  void resolveReplacesReferencesInValuesAndNowhereElse() {
    assertThat(resolve("a: x${A}y${B}\n${A}: 1\nb: ['${A}']\n", Map.of("A", "1", "B", "2")))
        .hasToString("{a=x1y2, ${A}=1, b=[1]}");
  }

  @Test
  void resolveLeavesEverythingElseWithADollar() {
    String text = "$A ${} ${1A} ${A-b} ${A:-b} $${ } ${ A }";

    assertThat(resolve("a: '" + text + "'", Map.of("A", "1")).get("a")).isEqualTo(text);
  }

  @Test
  void resolveDoesNotResolveWhatAVariableGave() {
    assertThat(resolve("a: ${A}", Map.of("A", "${B}$1\\", "B", "no")).get("a"))
        .isEqualTo("${B}$1\\");
  }

  @Test
  void resolveNeverReadsAVariableAsYaml() {
    Random random = new Random(1);
    String alphabet = "a:{}[],&*#!|>'\"%@`\n\t -?=<~$\\0";
    for (int i = 0; i < 2000; i++) {
      StringBuilder value = new StringBuilder();
      for (int j = 0; j < 1 + random.nextInt(12); j++) {
        value.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      Map<String, String> variables = Map.of("A", value.toString());

      assertThat(resolve("a: ${A}\nb: {c: 'x${A}'}\n", variables))
          .isEqualTo(Map.of("a", value.toString(), "b", Map.of("c", "x" + value)));
    }
  }

  @Test
  void resolveReportsEveryVariableThatIsNotSet() {
    resolve("a: ${A}${B}\nb:\n  - x\n  - ${C}\n", Map.of("B", ""));

    assertThat(problems.sorted().stream().map(Problem::toString))
        .containsExactly(
            "s.yaml:1:4: t.a: the environment variable A is not set (set A, or write the value)",
            "s.yaml:4:5: t.b[1]: the environment variable C is not set (set C, or write the value)");
  }

  private Map<String, Object> resolve(String yaml, Map<String, String> variables) {
    Mapping root =
        YamlFile.parse(Path.of("s.yaml"), yaml.getBytes(UTF_8), problems).orElseThrow().root();
    Node resolved = new Substitution(Variables.of(variables), problems).resolve("t", root);
    return texts((Mapping) resolved);
  }

  /** As read by an adapter, not as written. */
  private static Map<String, Object> texts(Mapping block) {
    Map<String, Object> result = new java.util.LinkedHashMap<>();
    block.entries().forEach((key, entry) -> result.put(key, text(entry.value())));
    return result;
  }

  private static Object text(Node node) {
    if (node instanceof Mapping block) {
      return texts(block);
    }
    if (node instanceof Sequence list) {
      return list.items().stream().map(SubstitutionTest::text).toList();
    }
    return ((Scalar) node).text();
  }
}
