package ai.holodeck.deploy.azure.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** What lies below an app: its revisions, their replicas, its secrets and tokens. */
final class SubResources {
  private final App app;
  private final String logs;

  SubResources(App app, String logs) {
    this.app = app;
    this.logs = logs;
  }

  Answer answer(String method, String path) throws Refusal {
    String[] parts = path.substring(1).split("/");
    String what = method + " " + parts[0] + (parts.length > 2 ? "/" + parts[2] : "");
    return switch (what) {
      case "POST listSecrets" -> Answer.of(200, app.secrets());
      case "POST getAuthtoken" -> Answer.of(200, token());
      case "GET revisions" ->
          parts.length == 1 ? revisions() : Answer.of(200, revision(find(parts[1])));
      case "GET revisions/replicas" -> replicas(find(parts[1]));
      default -> throw new Refusal(404, "InvalidResourceType", "no such resource " + path);
    };
  }

  private Revision find(String name) throws Refusal {
    return app.revision(name)
        .orElseThrow(() -> new Refusal(404, "RevisionNotFound", "no revision " + name));
  }

  private Answer revisions() {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode values = answer.putArray("value");
    app.revisions().forEach(revision -> values.add(revision(revision)));
    return Answer.of(200, answer);
  }

  private static ObjectNode revision(Revision revision) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("name", revision.name());
    answer.put("type", "Microsoft.App/containerapps/revisions");
    revision.describe(answer.putObject("properties"));
    return answer;
  }

  private Answer replicas(Revision revision) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode values = answer.putArray("value");
    revision
        .replica()
        .ifPresent(
            replica -> {
              ObjectNode described = values.addObject();
              String name = revision.name() + "-0";
              described.put("name", name);
              ObjectNode properties = described.putObject("properties");
              properties.put("runningState", replica.isRunning() ? "Running" : "NotRunning");
              ObjectNode container = properties.putArray("containers").addObject();
              container.put("name", "agent");
              container.put("ready", revision.isReady());
              container.put("started", replica.isRunning());
              container.put("restartCount", replica.restarts());
              container.put("runningState", replica.isRunning() ? "Running" : "Terminated");
              container.put(
                  "runningStateDetails",
                  replica.isRunning() ? "" : "exit code " + replica.exitCode());
              container.put(
                  "logStreamEndpoint",
                  logs
                      + "/revisions/"
                      + revision.name()
                      + "/replicas/"
                      + name
                      + "/containers/agent/logstream");
            });
    return Answer.of(200, answer);
  }

  private ObjectNode token() {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("location", "eastus");
    ObjectNode properties = answer.putObject("properties");
    properties.put("token", Tokens.ofApp(app.name()));
    properties.put("expires", OffsetDateTime.now(ZoneOffset.UTC).plusHours(1).toString());
    return answer;
  }
}
