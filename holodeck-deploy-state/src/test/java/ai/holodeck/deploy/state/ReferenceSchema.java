package ai.holodeck.deploy.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What HoloDeck's Python tool accepts, said once more and strictly: the models {@code
 * DeploymentState} and {@code DeploymentRecord} of {@code holodeck.models.deployment_state} with
 * {@code extra="forbid"}. Shares no code with the module.
 */
final class ReferenceSchema {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final List<String> FIELDS =
      List.of(
          "config_hash",
          "created_at",
          "image_uri",
          "provider",
          "service_id",
          "service_name",
          "status",
          "updated_at",
          "url");

  private ReferenceSchema() {}

  /** Fails unless the other tool accepts the text, and unless it is laid out as that tool would. */
  static void check(String text) {
    JsonNode state;
    try {
      state = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + text, e);
    }
    assertThat(names(state)).containsExactly("deployments", "version");
    assertThat(state.get("version").textValue()).isEqualTo("1.0");
    assertThat(state.get("deployments").isObject()).isTrue();
    List<String> agents = names(state.get("deployments"));
    List<String> sorted = new ArrayList<>(agents);
    Collections.sort(sorted);
    assertThat(agents).isEqualTo(sorted);
    state.get("deployments").forEach(ReferenceSchema::checkRecord);
    assertThat(text.lines().skip(1)).allMatch(line -> line.startsWith("  ") || line.equals("}"));
    assertThat(text).doesNotContain("\t", " :");
  }

  private static void checkRecord(JsonNode record) {
    assertThat(names(record)).containsExactlyElementsOf(FIELDS);
    assertThat(Set.of("aws", "azure", "gcp")).contains(record.get("provider").textValue());
    Stream.of("service_id", "service_name", "status", "image_uri", "config_hash")
        .forEach(field -> assertThat(record.get(field).isTextual()).as(field).isTrue());
    assertThat(record.get("service_id").textValue()).isNotBlank();
    Stream.of("created_at", "updated_at")
        .map(field -> Instant.parse(record.get(field).textValue()))
        .forEach(time -> assertThat(time.truncatedTo(ChronoUnit.MICROS)).isEqualTo(time));
    assertThat(record.get("url").isNull() || record.get("url").isTextual()).isTrue();
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
