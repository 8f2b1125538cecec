package ai.holodeck.deploy.azure.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What Microsoft's OpenAPI says in words only. */
final class Limits {
  private static final Pattern NAME =
      Pattern.compile("(?=.{2,32}$)[a-z]((?!.*--)[-a-z0-9]*[a-z0-9])?");
  private static final Pattern SUFFIX = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern SECRET = Pattern.compile("[a-z0-9]([-.a-z0-9]*[a-z0-9])?");

  /** Of the consumption plan. */
  private static final Map<Double, String> PAIRS =
      Map.of(
          0.25, "0.5Gi", 0.5, "1Gi", 0.75, "1.5Gi", 1.0, "2Gi", 1.25, "2.5Gi", 1.5, "3Gi", 1.75,
          "3.5Gi", 2.0, "4Gi");

  private Limits() {}

  static void check(String name, JsonNode app) throws Refusal {
    require(NAME.matcher(name).matches(), "ContainerAppInvalidName", "Invalid name '" + name + "'");
    require(app.hasNonNull("location"), "LocationRequired", "The location property is required");
    JsonNode properties = app.path("properties");
    require(
        properties.hasNonNull("environmentId") || properties.hasNonNull("managedEnvironmentId"),
        "EnvironmentRequired",
        "The environment is required");
    app.path("tags").properties().forEach(tag -> checkTag(tag.getKey(), tag.getValue().asText()));
    JsonNode template = properties.path("template");
    String suffix = template.path("revisionSuffix").asText("x");
    require(
        SUFFIX.matcher(suffix).matches() && name.length() + 2 + suffix.length() <= 64,
        "ContainerAppInvalidRevisionSuffix",
        "Invalid revision suffix '" + suffix + "'");
    checkScale(template.path("scale"));
    for (JsonNode container : template.path("containers")) {
      checkContainer(container);
    }
    for (JsonNode secret : properties.path("configuration").path("secrets")) {
      checkSecret(secret);
    }
  }

  private static void checkTag(String name, String value) {
    if (name.length() > 512 || value.length() > 256) {
      throw new IllegalArgumentException("tag " + name + " is too long");
    }
  }

  private static void checkScale(JsonNode scale) throws Refusal {
    int least = scale.path("minReplicas").asInt(0);
    int most = scale.path("maxReplicas").asInt(10);
    require(
        least >= 0 && most >= 1 && least <= most && most <= 1000,
        "ContainerAppInvalidScale",
        "Invalid replicas " + least + " to " + most);
  }

  private static void checkContainer(JsonNode container) throws Refusal {
    require(
        container.hasNonNull("image") && container.hasNonNull("name"),
        "ContainerAppImageRequired",
        "Container image and name are required");
    JsonNode resources = container.path("resources");
    String memory = resources.path("memory").asText();
    require(
        memory.equals(PAIRS.get(resources.path("cpu").asDouble())),
        "ContainerAppInvalidResourceTotal",
        "cpu " + resources.path("cpu") + " does not go with memory " + memory);
    for (JsonNode probe : container.path("probes")) {
      checkProbe(probe);
    }
    for (JsonNode variable : container.path("env")) {
      require(
          !(variable.has("value") && variable.has("secretRef")),
          "ContainerAppInvalidEnvVar",
          "value and secretRef at once");
    }
  }

  private static void checkProbe(JsonNode probe) throws Refusal {
    range(probe, "failureThreshold", 10);
    range(probe, "initialDelaySeconds", 60);
    range(probe, "periodSeconds", 240);
    range(probe, "timeoutSeconds", 240);
    range(probe, "successThreshold", 10);
    require(
        probe.path("type").asText().equals("Readiness")
            || probe.path("successThreshold").asInt(1) == 1,
        "ContainerAppProbeInvalid",
        "successThreshold must be 1");
    int port = probe.path("httpGet").path("port").asInt();
    require(port >= 1 && port <= 65535, "ContainerAppProbeInvalid", "port " + port);
  }

  private static void range(JsonNode probe, String field, int most) throws Refusal {
    int value = probe.path(field).asInt(1);
    require(
        value >= 1 && value <= most,
        "ContainerAppProbeInvalid",
        field + " must be 1 to " + most + ", found " + value);
  }

  private static void checkSecret(JsonNode secret) throws Refusal {
    String name = secret.path("name").asText();
    require(
        SECRET.matcher(name).matches() && name.length() <= 253,
        "ContainerAppSecretInvalid",
        "Invalid secret name '" + name + "'");
    require(
        !secret.path("value").asText().isEmpty() || secret.hasNonNull("keyVaultUrl"),
        "ContainerAppSecretInvalid",
        "The secret '" + name + "' has no value");
  }

  /** What a request may not name, as only Azure writes it. */
  static void checkReadOnly(JsonNode app) throws Refusal {
    for (String field :
        Set.of(
            "provisioningState",
            "runningStatus",
            "latestRevisionName",
            "latestReadyRevisionName",
            "latestRevisionFqdn",
            "customDomainVerificationId",
            "outboundIpAddresses",
            "eventStreamEndpoint")) {
      require(
          !app.path("properties").has(field),
          "InvalidRequestContent",
          "the property '" + field + "' is read-only");
    }
    require(
        !app.path("properties").path("configuration").path("ingress").has("fqdn"),
        "InvalidRequestContent",
        "the property 'fqdn' is read-only");
  }

  private static void require(boolean right, String code, String message) throws Refusal {
    if (!right) {
      throw new Refusal(400, code, message);
    }
  }
}
