package ai.holodeck.deploy.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.error.Position;
import ai.holodeck.deploy.error.Problem;
import ai.holodeck.deploy.error.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlFileTest {
  private static final Path FILE = Path.of("a.yaml");

  @Test
  void parseKnowsThePlaceOfEveryKeyAndValue() {
    Mapping root = parsed("name: bot\ntools:\n  - name: x\n    file: 'y.py'\n");

    assertThat(root.position()).isEqualTo(at(1, 1));
    assertThat(root.positionOf("tools")).isEqualTo(at(2, 1));
    assertThat(root.get("name").orElseThrow().position()).isEqualTo(at(1, 7));
    Mapping tool = (Mapping) ((Sequence) root.get("tools").orElseThrow()).items().get(0);
    assertThat(tool.positionOf("file")).isEqualTo(at(4, 5));
    assertThat(tool.get("file").orElseThrow().position()).isEqualTo(at(4, 11));
  }

  @Test
  void parseCountsCharactersAndNotBytesOrUnits() {
    assertThat(parsed("a: '🤖'\r\n{ä: 1}: x".substring(0, 8) + "ä🤖: 1\n").positionOf("ä🤖"))
        .isEqualTo(at(2, 1));
    assertThat(parsed("{'ä🤖': 1, b: 2}").positionOf("b")).isEqualTo(at(1, 11));
  }

  @Test
  void parseKeepsTheTextOfValuesAsWritten() {
    Map<String, Object> values =
        Plainly.map(parsed("a: 1.10\nb: yes\nc: 010\nd: '8080'\ne: 2024-01-01\nf: 12\ng: ~\n"));

    assertThat(values)
        .containsEntry("a", new java.math.BigDecimal("1.10"))
        .containsEntry("b", true)
        .containsEntry("d", "8080")
        .containsEntry("e", "2024-01-01")
        .containsEntry("f", java.math.BigInteger.valueOf(12))
        .doesNotContainKey("g");
    assertThat(parsed("v: 0x1F").get("v").orElseThrow()).hasToString("0x1F");
  }

  @Test
  void parseExpandsAnchorsAndMergeKeys() {
    Mapping root =
        parsed(
            """
            base: &base {a: 1, b: 2}
            also: &also {b: 3, c: 4}
            x:
              <<: *base
              b: 9
            y:
              <<: [*base, *also]
            z: *base
            """);

    assertThat(Plainly.map(root).toString())
        .contains("x={b=9, a=1}")
        .contains("y={a=1, b=2, c=4}")
        .contains("z={a=1, b=2}");
  }

  @Test
  void parseAcceptsAByteOrderMark() {
    byte[] bytes = "\uFEFFname: bot\n".getBytes(UTF_8);
    YamlFile file = YamlFile.parse(FILE, bytes, new Problems()).orElseThrow();

    assertThat(file.root().positionOf("name")).isEqualTo(at(1, 1));
    assertThat(file.without("deployment", new Problems())).isEqualTo(bytes);
  }

  @Test
  void parseTakesAFileOfCommentsForAnEmptyBlock() {
    assertThat(parsed("").entries()).isEmpty();
    assertThat(parsed("# nothing\n").entries()).isEmpty();
    assertThat(parsed("---\n...\n").entries()).isEmpty();
    assertThat(parsed("~\n").entries()).isEmpty();
  }

  @Test
  void parseReportsEveryDuplicateKey() {
    assertThat(faults("a: 1\nb:\n  c: 1\n  c: 2\n\"a\": 3\n"))
        .containsExactly(
            "a.yaml:4:3: b.c: stands twice in this block, first on line 3 (keep one of them)",
            "a.yaml:5:1: a: stands twice in this block, first on line 1 (keep one of them)");
  }

  @Test
  void parseStopsABillionLaughs() {
    String laughs =
        "a0: &a0 [lol, lol]\n"
            + IntStream.rangeClosed(1, 30)
                .mapToObj(i -> "a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1))
                .collect(Collectors.joining());

    assertThat(faults(laughs))
        .containsExactly(
            "a.yaml:15:18: a14[1]: the file stands for more than 100000 values once its aliases are"
                + " expanded (use fewer aliases ('*name'))");
  }

  @Test
  void parseRefusesValuesThatContainThemselves() {
    assertThat(faults("a: &a\n  b: [*a]\n"))
        .containsExactly(
            "a.yaml:2:7: a.b[0]: contains itself through the anchor 'a' (write the value out)");
  }

  @Test
  void parseRefusesAnchorsThatAreNotDefined() {
    assertThat(faults("a: *nope\nb: *neither\n"))
        .containsExactly(
            "a.yaml:1:4: a: refers to the anchor 'nope', which is not defined above (define it with"
                + " &nope, or quote a value that starts with '*')",
            "a.yaml:2:4: b: refers to the anchor 'neither', which is not defined above (define it"
                + " with &neither, or quote a value that starts with '*')");
  }

  @Test
  void parseRefusesMergingWhatIsNoBlock() {
    assertThat(faults("a:\n  <<: 5\n"))
        .containsExactly(
            "a.yaml:2:3: a.<<: merges something that is no block (name a block of keys)");
  }

  @Test
  void parseRefusesASecondDocument() {
    assertThat(faults("a: 1\n---\nb: 2\n"))
        .containsExactly(
            "a.yaml:2:1: a second document starts here (keep one document in the file)");
  }

  @Test
  void parseRefusesARootThatIsNoBlock() {
    assertThat(faults("- a\n- b\n"))
        .containsExactly(
            "a.yaml:1:1: the file holds a list where keys and values belong (write 'key: value'"
                + " lines)");
    assertThat(faults("just text\n"))
        .containsExactly(
            "a.yaml:1:1: the file holds a single value where keys and values belong (write 'key:"
                + " value' lines)");
  }

  @Test
  void parseRefusesWhatIsNotUtf8() {
    Problems problems = new Problems();
    assertThat(YamlFile.parse(FILE, "a: 1\nb: ä\n".getBytes(ISO_8859_1), problems)).isEmpty();
    assertThat(problems.sorted().toString())
        .isEqualTo("[a.yaml:2: is not UTF-8 text (save the file as UTF-8)]");
  }

  @Test
  void parseNamesTabs() {
    assertThat(faults("a:\n\tb: 1\n"))
        .containsExactly("a.yaml:2:1: a tab stands where YAML wants spaces (indent with spaces)");
  }

  @Test
  void parseNamesCharactersThatYamlDoesNotAllow() {
    assertThat(faults("a: 1\nb: \u0001\n"))
        .containsExactly(
            "a.yaml:2: the character U+0001 is not allowed in YAML (remove it, or write it as an"
                + " escape in a double-quoted value)");
  }

  @Test
  void parseNamesTheLineOfASyntaxFault() {
    assertThat(faults("a: b: c\n"))
        .containsExactly(
            "a.yaml:1:5: not YAML: mapping values are not allowed here (correct the line, or quote"
                + " the value)");
    assertThat(faults("a: [1, 2\n")).singleElement().asString().startsWith("a.yaml:2:1: not YAML:");
  }

  @Test
  void parseRefusesTagsAndKeysThatAreNoWords() {
    assertThat(faults("a: !!python/object:os.system x\n? [b, c]\n: d\n~: e\n"))
        .containsExactly(
            "a.yaml:1:4: a: has the tag tag:yaml.org,2002:python/object:os.system, which is not"
                + " supported (remove it)",
            "a.yaml:2:3: has a key that is not a word (write 'key: value' with a key)",
            "a.yaml:4:1: has a key that is not a word (write 'key: value' with a key)");
    assertThat(parsed("a: !!str 5\n").get("a").orElseThrow())
        .isInstanceOfSatisfying(
            Scalar.class, scalar -> assertThat(scalar.kind()).isEqualTo(Scalar.Kind.STRING));
  }

  @Test
  void parseRefusesDeepNesting() {
    assertThat(faults("a: " + "[".repeat(2000) + "]".repeat(2000)))
        .singleElement()
        .asString()
        .contains("is nested more than 100 levels deep (flatten it)");
  }

  @Test
  void readRefusesHugeFiles(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("big.yaml");
    Files.write(file, new byte[YamlFile.MAX_BYTES + 1]);
    Problems problems = new Problems();

    assertThat(YamlFile.read(file, problems)).isEmpty();
    assertThat(problems.sorted().get(0).toString())
        .isEqualTo(file + ": is larger than 4194304 bytes (keep configuration only in it)");
  }

  private static Position at(int line, int column) {
    return new Position(FILE, line, column);
  }

  private static Mapping parsed(String text) {
    Problems problems = new Problems();
    Mapping root = YamlFile.parse(FILE, text.getBytes(UTF_8), problems).orElseThrow().root();
    problems.throwIfAny();
    return root;
  }

  private static List<String> faults(String text) {
    Problems problems = new Problems();
    YamlFile.parse(FILE, text.getBytes(UTF_8), problems);
    return problems.sorted().stream().map(Problem::toString).toList();
  }
}
