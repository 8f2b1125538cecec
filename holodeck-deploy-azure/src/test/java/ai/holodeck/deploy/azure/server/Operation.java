package ai.holodeck.deploy.azure.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.UUID;

/** A long-running operation. */
final class Operation {
  /** Why it failed. */
  record Failure(String code, String message) {}

  private final String id = UUID.randomUUID().toString();
  private String status = "InProgress";
  private Optional<Failure> error = Optional.empty();

  String id() {
    return id;
  }

  synchronized void succeed() {
    if (!isDone()) {
      status = "Succeeded";
    }
  }

  synchronized void fail(String code, String message) {
    status = "Failed";
    error = Optional.of(new Failure(code, message));
  }

  synchronized boolean isDone() {
    return !status.equals("InProgress");
  }

  synchronized Optional<Failure> error() {
    return error;
  }

  synchronized ObjectNode describe(String path) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("id", path);
    answer.put("name", id);
    answer.put("status", status);
    error.ifPresent(
        failure ->
            answer
                .putObject("error")
                .put("code", failure.code())
                .put("message", failure.message()));
    return answer;
  }
}
