package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.service.DeployRequest;
import java.util.TreeSet;

/** What can be known to be wrong with a request before anything is touched. */
final class DeployChecks {
  private DeployChecks() {}

  static void check(DeployRequest request) {
    if (request.deadline().isZero()) {
      throw new DeployException(
          CoreError.CAPABILITY_MISSING,
          "the provider 'docker' cannot deploy service '"
              + request.name()
              + "' without waiting for it",
          "give the deploy time to become healthy");
    }
    if (!request.options().isEmpty()) {
      throw new DeployException(
          CoreError.CAPABILITY_MISSING,
          "the provider 'docker' does not know the option '"
              + String.join("', '", new TreeSet<>(request.options().keySet()))
              + "'",
          "leave it out; what the provider offers stands under target.docker in the agent file");
    }
    for (EnvironmentVariable variable : request.environment()) {
      if (variable.value().reveal().indexOf('\0') >= 0) {
        throw new DeployException(
            CoreError.DEPLOY_FAILED,
            "the value of variable "
                + variable.name()
                + " holds a NUL character, which no environment can hold",
            "remove the character from the value");
      }
    }
  }

  /** A port published for the engine's own machine alone cannot be seen from another one. */
  static void checkReach(EngineAddress engine, DockerSettings settings) {
    if (!engine.isHere() && EngineAddress.isLoopback(settings.bind().value())) {
      throw new DeployException(
          CoreError.DEPLOY_FAILED,
          "the engine is at "
              + engine
              + ", and a port bound to "
              + settings.bind().value()
              + " there cannot be reached from this machine",
          "set target.docker.bind to 0.0.0.0 or to an address of the engine's machine");
    }
  }
}
