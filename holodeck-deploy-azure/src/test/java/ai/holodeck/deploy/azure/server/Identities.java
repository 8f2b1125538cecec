package ai.holodeck.deploy.azure.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The managed identities of an app, with what only Azure writes beside them. */
final class Identities {
  private static final String TENANT = "99999999-1111-2222-3333-444455556666";

  private Identities() {}

  /** Gives each assigned identity its ids; the app's own keeps those that it had before. */
  static void complete(ObjectNode app, JsonNode before) {
    if (!(app.path("identity") instanceof ObjectNode identity)) {
      return;
    }
    if (hasSystem(app)) {
      identity.put(
          "principalId",
          before.path("identity").path("principalId").asText(UUID.randomUUID().toString()));
      identity.put("tenantId", TENANT);
    }
    for (Map.Entry<String, JsonNode> assigned :
        identity.path("userAssignedIdentities").properties()) {
      String id = UUID.nameUUIDFromBytes(assigned.getKey().getBytes(StandardCharsets.UTF_8)) + "";
      ((ObjectNode) assigned.getValue()).put("principalId", id).put("clientId", id);
    }
  }

  /** Whom a role is given to, of an identity as a registry names it; empty when not assigned. */
  static Optional<String> principal(JsonNode app, String name) {
    JsonNode identity = app.path("identity");
    if (name.equals("system")) {
      return Optional.of(identity.path("principalId").asText())
          .filter(id -> hasSystem(app) && !id.isEmpty());
    }
    return identity.path("userAssignedIdentities").properties().stream()
        .filter(assigned -> assigned.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Whether an identity as a registry names it is assigned to the app. */
  static boolean has(JsonNode app, String name) {
    return name.equals("system") ? hasSystem(app) : principal(app, name).isPresent();
  }

  private static boolean hasSystem(JsonNode app) {
    return app.path("identity").path("type").asText().startsWith("SystemAssigned");
  }
}
