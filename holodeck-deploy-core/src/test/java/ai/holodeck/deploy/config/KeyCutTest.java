package ai.holodeck.deploy.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.holodeck.deploy.error.Problem;
import ai.holodeck.deploy.error.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KeyCutTest {
  private static final Path FILE = Path.of("a.yaml");

  static Stream<Arguments> filesAndWhatIsLeft() {
    return Stream.of(
        // last, first, in the middle, alone
        arguments("a: 1\nd:\n  x: 2\n", "a: 1\n"),
        arguments("d:\n  x: 2\na: 1\n", "a: 1\n"),
        arguments("a: 1\nd:\n  x: 2\nb: 3\n", "a: 1\nb: 3\n"),
        arguments("d: {x: 2}\n", ""),
        // no line break at the end
        arguments("a: 1\nd:\n  x: 2", "a: 1\n"),
        arguments("d:\n  x: 2\na: 1", "a: 1"),
        // other line breaks
        arguments("a: 1\r\nd:\r\n  x: 2\r\nb: 3\r\n", "a: 1\r\nb: 3\r\n"),
        arguments("a: 1\rd:\r  x: 2\rb: 3\r", "a: 1\rb: 3\r"),
        // comments: on the line and deeper ones go, the others stay
        arguments(
            "# top\na: 1 # one\n# above\nd: # dep\n  x: 2 # two\n  # y: secret\n# below\nb: 3\n",
            "# top\na: 1 # one\n# above\n# below\nb: 3\n"),
        arguments("d:\n  x: 2\n\n  # y: 3\n\nb: 3\n", "b: 3\n"),
        arguments("a: 1\n\nd:\n  x: 2\n\n# c\n\nb: 3\n", "a: 1\n\n# c\n\nb: 3\n"),
        // values of every shape
        arguments("d: 5\na: 1\n", "a: 1\n"),
        arguments("d:\na: 1\n", "a: 1\n"),
        arguments("d: >-\n  folded\n  text\n\na: 1\n", "a: 1\n"),
        arguments("d:\n  x: |+\n    kept\n\n\na: 1\n", "a: 1\n"),
        arguments("d:\n- x\n- y\na: 1\n", "a: 1\n"),
        arguments("d:\n  - x: 1\n    y:\n  -\na: 1\n", "a: 1\n"),
        arguments("d: {x: 2,\n  y: [3,\n 4]} # end\na: 1\n", "a: 1\n"),
        arguments("d: \"x\n  y\"\na: 1\n", "a: 1\n"),
        arguments("d: plain\n  goes on\na: 1\n", "a: 1\n"),
        // a block scalar above keeps its length
        arguments("a: |+\n  text\n\nd: {x: 2}\n\n\nb: 3\n", "a: |+\n  text\n\nb: 3\n"),
        // keys of every shape
        arguments("\"d\": {x: 2}\na: 1\n", "a: 1\n"),
        arguments("? d\n: {x: 2}\na: 1\n", "a: 1\n"),
        arguments("d : {x: 2}\na: 1\n", "a: 1\n"),
        arguments("&k d: {x: 2}\na: 1\n", "a: 1\n"),
        // an indented root, markers of the document
        arguments("  a: 1\n  d:\n    x: 2\n  b: 3\n", "  a: 1\n  b: 3\n"),
        arguments("%YAML 1.1\n---\nd: {x: 2}\na: 1\n...\n", "%YAML 1.1\n---\na: 1\n...\n"),
        arguments("a: 1\nd:\n  x: 2\n...\n", "a: 1\n...\n"),
        // flow style
        arguments("{a: 1, d: {x: 2}, b: 3}\n", "{a: 1,  b: 3}\n"),
        arguments("{d: {x: 2}, a: 1}", "{ a: 1}"),
        arguments("{a: 1, d: {x: 2}}", "{a: 1, }"),
        arguments("{d: {x: 2}}", "{}"),
        arguments("{a: 1, # c, d\n d: {x: ','} # e\n , b: 3}", "{a: 1, # c, d\n  b: 3}"),
        arguments("{a: 1, ? d : {x: 2}, b: 3}", "{a: 1,  b: 3}"),
        arguments(
            "{\"a\": 1,\n \"d\": {\"x\": 2},\n \"b\": 3\n}\n", "{\"a\": 1,\n \n \"b\": 3\n}\n"),
        arguments("{a: 1, d, b: 3}", "{a: 1,  b: 3}"),
        // the word elsewhere stays
        arguments("a: {d: 1}\nd: {x: 2}\nb: d\n", "a: {d: 1}\nb: d\n"),
        arguments("a: |\n  d:\n    x: 1\nd: {x: 2}\n", "a: |\n  d:\n    x: 1\n"),
        // unicode before the cut
        arguments("a: 'ä🤖'\nd: {x: '🤖'}\nb: ü\n", "a: 'ä🤖'\nb: ü\n"),
        // anchors from outside
        arguments("a: &x {y: 1}\nd: *x\nb: *x\n", "a: &x {y: 1}\nb: *x\n"),
        arguments("a: &x {y: 1}\nd: {<<: *x}\n", "a: &x {y: 1}\n"),
        arguments("a: &x 1\nd: {y: &x 2, z: *x}\n", "a: &x 1\n"));
  }

  @ParameterizedTest
  @MethodSource("filesAndWhatIsLeft")
  void withoutLeavesTheRestByteForByte(String written, String rest) {
    assertThat(cut(written)).isEqualTo(rest);
  }

  @Test
  void withoutLeavesAFileWithoutTheKeyAlone() {
    assertThat(cut("a: 1\n\n# d:\n")).isEqualTo("a: 1\n\n# d:\n");
  }

  @Test
  void withoutRefusesAnAnchorThatIsUsedOutside() {
    assertThat(faults("d:\n  x: &x {y: 1}\na: *x\nb: [*x]\n"))
        .containsExactly(
            "a.yaml:3:4: uses the anchor 'x', which is defined inside 'd' and gone when the file is"
                + " packed without it (define the anchor outside 'd')",
            "a.yaml:4:5: uses the anchor 'x', which is defined inside 'd' and gone when the file is"
                + " packed without it (define the anchor outside 'd')");
  }

  @Test
  void withoutRefusesAnAnchorThatIsDefinedAnewInside() {
    assertThat(faults("a: &x 1\nd: &x 2\nb: *x\n")).hasSize(1);
  }

  @Test
  void withoutRefusesAnAnchorOnTheKeyThatIsUsedOutside() {
    assertThat(faults("&x d: {y: 1}\na: *x\n")).hasSize(1);
  }

  @Test
  void withoutRefusesAKeyThatIsMergedIn() {
    assertThat(faults("base: &b\n  d: {y: 1}\n<<: *b\n"))
        .containsExactly(
            "a.yaml:2:3: d: cannot be cut out of the file, which is packed without it (write 'd:' as"
                + " a plain key at the top level, not merged in with '<<')");
    assertThat(faults("base: &b\n  d: {y: 1}\n<<: *b\nd: {z: 1}\n")).hasSize(1);
  }

  private static String cut(String text) {
    Problems problems = new Problems();
    YamlFile file = YamlFile.parse(FILE, text.getBytes(UTF_8), problems).orElseThrow();
    byte[] rest = file.without("d", problems);
    problems.throwIfAny();
    return new String(rest, UTF_8);
  }

  private static List<String> faults(String text) {
    Problems problems = new Problems();
    YamlFile.parse(FILE, text.getBytes(UTF_8), problems).orElseThrow().without("d", problems);
    return problems.sorted().stream().map(Problem::toString).toList();
  }
}
