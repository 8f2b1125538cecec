package ai.holodeck.deploy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
  @Test
  void writeSortsKeysAtEveryLevelAndKeepsLists() {
    Map<String, Object> inner = new LinkedHashMap<>();
    inner.put("z", null);
    inner.put("B", true);
    inner.put("a", 1.5);
    Map<String, Object> outer = new LinkedHashMap<>();
    outer.put("x", Arrays.asList(inner, "ä\"\n", 2));
    outer.put("b", Map.of());

    assertThat(CanonicalJson.write(outer))
        .isEqualTo("{\"b\":{},\"x\":[{\"B\":true,\"a\":1.5,\"z\":null},\"ä\\\"\\n\",2]}");
  }

  @Test
  void writeRefusesWhatIsNotPlain() {
    assertThatThrownBy(() -> CanonicalJson.write(Map.of("x", List.of(new Object()))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not plain values");
  }
}
