package ai.holodeck.deploy.azure.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer of the resource manager. */
record Answer(int status, Map<String, String> headers, String text) {
  static Answer of(int status) {
    return new Answer(status, Map.of(), "");
  }

  static Answer of(int status, JsonNode body) {
    return new Answer(status, Map.of(), body.toString());
  }

  Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, text);
  }
}
