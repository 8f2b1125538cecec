package ai.holodeck.deploy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EffectiveConfigTest {
  @Test
  void ofIsTheSameWhateverTheOrderOfKeys() {
    Map<String, Object> oneWay = new LinkedHashMap<>();
    oneWay.put("b", 1);
    oneWay.put("a", List.of("x"));
    Map<String, Object> theOther = new LinkedHashMap<>();
    theOther.put("a", List.of("x"));
    theOther.put("b", 1);

    assertThat(EffectiveConfig.of(oneWay)).isEqualTo(EffectiveConfig.of(theOther));
    assertThat(EffectiveConfig.of(oneWay).json()).isEqualTo("{\"a\":[\"x\"],\"b\":1}");
  }

  @Test
  void valuesGiveTheSameAgainWhateverTheNumbers() {
    for (Object number :
        List.of(1.0e10, 0.1, 1.0f, Long.MAX_VALUE, new BigDecimal("0.10"), new BigDecimal("1e3"))) {
      EffectiveConfig config = EffectiveConfig.of(Map.of("n", number));

      assertThat(EffectiveConfig.of(config.values())).as(config.json()).isEqualTo(config);
    }
  }

  @Test
  void settingsArePathsWithTheirTexts() {
    Map<String, Object> environment = new LinkedHashMap<>();
    environment.put("KEY", null);
    environment.put("MODE", "fast");
    EffectiveConfig config =
        EffectiveConfig.of(
            Map.of(
                "environment", environment, "port", 80, "tags", List.of("a", "b"), "x", Map.of()));

    assertThat(config.settings())
        .containsOnly(
            Map.entry("environment.KEY", Optional.empty()),
            Map.entry("environment.MODE", Optional.of("fast")),
            Map.entry("port", Optional.of("80")),
            Map.entry("tags[0]", Optional.of("a")),
            Map.entry("tags[1]", Optional.of("b")));
  }

  @Test
  void jsonOfAnotherSpellingIsRefused() {
    for (String json : List.of("{\"b\":1,\"a\":2}", "{ }", "[]", "", "{}{}")) {
      assertThatIllegalArgumentException().isThrownBy(() -> new EffectiveConfig(json));
    }
  }

  record Size(long bytes) {
    static Size parse(String text) {
      return text.endsWith("k")
          ? new Size(1024 * Long.parseLong(text.substring(0, text.length() - 1)))
          : new Size(Long.parseLong(text));
    }
  }

  record Unit(BigDecimal amount) {
    static Unit parse(String text) {
      if (!text.endsWith("Gi")) {
        throw new IllegalArgumentException(text);
      }
      return new Unit(new BigDecimal(text.substring(0, text.length() - 2)));
    }

    @Override
    public String toString() {
      return amount.stripTrailingZeros().toPlainString() + "Gi";
    }
  }

  record Name(String value) {}

  record OneText(Size size, Unit unit, Name name) {}

  @Test
  void typesMadeOfOneTextAreThatTextAndCanBeReadAgain() {
    Settings written = Settings.of(Map.of("size", "2k", "unit", "1.0Gi", "name", "x y"));
    Map<String, Object> effective = written.effective(OneText.class);

    assertThat(effective)
        .containsOnly(
            Map.entry("size", "2048"), Map.entry("unit", "1Gi"), Map.entry("name", "x y"));
    assertThat(Settings.of(effective).effective(OneText.class)).isEqualTo(effective);
  }

  record Sphinx(int a, int b) {
    static Sphinx parse(String text) {
      return new Sphinx(text.length(), 1);
    }
  }

  record WithSphinx(Sphinx sphinx) {}

  @Test
  void typeWhoseTextLeadsElsewhereIsADefectOfItsAdapter() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Settings.of(Map.of("sphinx", "abc")).effective(WithSphinx.class))
        .withMessageContaining("Sphinx")
        .withMessageContaining("toString");
  }

  @Test
  void completedByFillsKeysWithoutAValue() {
    Map<String, Object> inner = Collections.singletonMap("key", null);
    Settings lacking = Settings.of(Map.of("region", "x", "inner", inner));
    Settings today = Settings.of(Map.of("region", "y", "inner", Map.of("key", "k", "more", "m")));

    assertThat(lacking.completedBy(today).asWritten())
        .isEqualTo(Map.of("region", "x", "inner", Map.of("key", "k")));
  }
}
