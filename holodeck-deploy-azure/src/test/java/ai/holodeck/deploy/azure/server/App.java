package ai.holodeck.deploy.azure.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A container app in single revision mode. */
final class App implements Revision.Watcher, AutoCloseable {
  private final String id;
  private final String name;
  private final Images images;
  private final Console events = new Console();
  private final List<Revision> revisions = new ArrayList<>();
  private final Ingress ingress = new Ingress(this::route);
  private ObjectNode body = JsonNodeFactory.instance.objectNode();
  private Operation operation = new Operation();
  private Optional<Revision> serving = Optional.empty();
  private String etag = UUID.randomUUID().toString();
  private final AtomicInteger made = new AtomicInteger();

  App(String id, String name, Images images) {
    this.id = id;
    this.name = name;
    this.images = images;
    operation.succeed();
  }

  String name() {
    return name;
  }

  Console events() {
    return events;
  }

  synchronized String etag() {
    return etag;
  }

  /** Replaces all that a request can say; a changed template makes a revision. */
  synchronized Operation put(ObjectNode wanted) throws Refusal {
    if (!operation.isDone()) {
      throw new Refusal(
          409,
          "ContainerAppOperationInProgress",
          "Cannot modify a container app while another operation is in progress");
    }
    Limits.checkReadOnly(wanted);
    Limits.check(name, wanted);
    checkReferences(wanted);
    ObjectNode template = (ObjectNode) wanted.path("properties").path("template");
    boolean changed = !template.equals(body.path("properties").path("template"));
    String suffix = template.path("revisionSuffix").asText("gen" + made.get());
    String revision = name + "--" + suffix;
    if (changed && revision(revision).isPresent()) {
      throw new Refusal(
          400,
          "ContainerAppInvalidRevisionSuffix",
          "revision with suffix " + suffix + " already exists");
    }
    ObjectNode next = wanted.deepCopy();
    Identities.complete(next, body);
    body = next;
    etag = UUID.randomUUID().toString();
    operation = new Operation();
    if (changed) {
      start(new Revision(revision, template.deepCopy()));
    } else {
      operation.succeed();
    }
    return operation;
  }

  synchronized Optional<String> principal() {
    return Identities.principal(body, "system");
  }

  synchronized void change(Consumer<ObjectNode> change) {
    change.accept(body);
    etag = UUID.randomUUID().toString();
  }

  private void start(Revision revision) {
    made.incrementAndGet();
    // One that never got ready makes way at once; the one that serves stays until the next is.
    revisions.stream()
        .filter(other -> serving.filter(one -> one == other).isEmpty())
        .filter(Revision::isActive)
        .forEach(other -> LoopbackServer.threads().execute(other::stop));
    revisions.add(revision);
    event(revision, "RevisionCreation", "Creating new revision");
    JsonNode container = revision.template().path("containers").path(0);
    Optional<Map<String, String>> image = images.pull(container.path("image").asText(), body);
    if (image.isEmpty()) {
      String error =
          "Field 'template.containers.agent.image' is invalid: failed to pull image: unauthorized: authentication"
              + " required";
      revision.fail(error);
      operation.fail("InvalidParameterValueInContainerTemplate", error);
      return;
    }
    Map<String, String> environment = new HashMap<>(image.get());
    for (JsonNode variable : container.path("env")) {
      environment.put(
          variable.path("name").asText(),
          variable.hasNonNull("secretRef")
              ? secret(body, variable.path("secretRef").asText()).orElseThrow()
              : variable.path("value").asText());
    }
    revision.start(environment, this);
  }

  private static void checkReferences(ObjectNode wanted) throws Refusal {
    for (JsonNode container : wanted.path("properties").path("template").path("containers")) {
      for (JsonNode variable : container.path("env")) {
        String reference = variable.path("secretRef").asText("");
        if (!reference.isEmpty() && secret(wanted, reference).isEmpty()) {
          throw new Refusal(
              400, "ContainerAppSecretRefNotFound", "SecretRef '" + reference + "' not found");
        }
      }
    }
    for (JsonNode registry : wanted.path("properties").path("configuration").path("registries")) {
      String reference = registry.path("passwordSecretRef").asText("");
      if (!reference.isEmpty() && secret(wanted, reference).isEmpty()) {
        throw new Refusal(
            400, "ContainerAppSecretRefNotFound", "SecretRef '" + reference + "' not found");
      }
      String identity = registry.path("identity").asText("");
      if (!identity.isEmpty() && !Identities.has(wanted, identity)) {
        throw new Refusal(
            400,
            "ContainerAppRegistryIdentityNotAssigned",
            "identity '" + identity + "' of a registry is not assigned to the app");
      }
    }
  }

  static Optional<String> secret(ObjectNode app, String name) {
    for (JsonNode secret : app.path("properties").path("configuration").path("secrets")) {
      if (secret.path("name").asText().equals(name)) {
        return Optional.of(secret.path("value").asText());
      }
    }
    return Optional.empty();
  }

  @Override
  public synchronized void provisioned(Revision revision) {
    if (latest() == revision) {
      operation.succeed();
    }
  }

  @Override
  public synchronized void ready(Revision revision) {
    if (latest() != revision) {
      return;
    }
    Optional<Revision> before = serving;
    serving = Optional.of(revision);
    event(revision, "RevisionReady", "Revision has the traffic");
    before
        .filter(other -> other != revision)
        .ifPresent(
            other ->
                LoopbackServer.threads()
                    .execute(
                        () -> {
                          try {
                            other.deactivate();
                          } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                          }
                        }));
  }

  @Override
  public void event(Revision revision, String reason, String message) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("TimeStamp", OffsetDateTime.now(ZoneOffset.UTC).toString());
    event.put("Type", "Normal");
    event.put("ContainerAppName", name);
    event.put("RevisionName", revision.name());
    event.put("ReplicaName", "");
    event.put("Msg", message);
    event.put("Reason", reason);
    event.put("EventSource", "ContainerAppController");
    event.put("Count", 1);
    events.add(event.toString());
  }

  private synchronized Optional<Ingress.Route> route() {
    serving.ifPresent(revision -> revision.requests().incrementAndGet());
    return serving.map(
        revision ->
            new Ingress.Route(
                revision,
                body.path("properties")
                    .path("configuration")
                    .path("ingress")
                    .path("targetPort")
                    .asInt()));
  }

  private Revision latest() {
    return revisions.get(revisions.size() - 1);
  }

  synchronized Optional<Revision> revision(String revision) {
    return revisions.stream().filter(each -> each.name().equals(revision)).findFirst();
  }

  synchronized List<Revision> revisions() {
    return List.copyOf(revisions);
  }

  /** As a GET gives it: no value of a secret, and what only Azure writes. */
  synchronized ObjectNode describe(String logs) {
    ObjectNode app = body.deepCopy();
    app.put("id", id);
    app.put("name", name);
    app.put("type", "Microsoft.App/containerApps");
    ObjectNode properties = (ObjectNode) app.path("properties");
    properties.put(
        "provisioningState",
        operation.isDone()
            ? (operation.error().isPresent() ? "Failed" : "Succeeded")
            : "InProgress");
    properties.put("runningStatus", "Running");
    properties.put("latestRevisionName", latest().name());
    serving.ifPresent(revision -> properties.put("latestReadyRevisionName", revision.name()));
    properties.put("eventStreamEndpoint", logs + "/eventstream");
    properties.putArray("outboundIpAddresses");
    JsonNode configuration = properties.path("configuration");
    if (configuration.path("ingress") instanceof ObjectNode address) {
      address.put("fqdn", ingress.host());
    }
    if (configuration.path("secrets") instanceof ArrayNode secrets) {
      secrets.forEach(secret -> ((ObjectNode) secret).remove("value"));
    }
    return app;
  }

  synchronized ObjectNode secrets() {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode values = answer.putArray("value");
    for (JsonNode secret : body.path("properties").path("configuration").path("secrets")) {
      values.add(secret.deepCopy());
    }
    return answer;
  }

  @Override
  public void close() {
    ingress.close();
    revisions().forEach(Revision::stop);
    events.close();
  }
}
