package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.environment.Variables;
import java.util.Objects;
import java.util.Optional;

/**
 * An engine that the kit's contracts run on.
 *
 * @param variables lead to it
 * @param probes the kit's probe as images on it
 */
record TestEngine(Variables variables, Engine engine, ProbeImages probes) {
  /** The one that the tools of this machine use. */
  static TestEngine usual() {
    return reachedBy(Variables.ofProcess());
  }

  /** The one whose address a variable holds. */
  static TestEngine at(String variable) {
    String address =
        Variables.ofProcess()
            .get(variable)
            .orElseThrow(
                () ->
                    new AssertionError(
                        "set "
                            + variable
                            + " to the engine's address, as scripts/podman and scripts/newer-engine do"));
    return reachedBy(at(Variables.ofProcess(), address));
  }

  private static TestEngine reachedBy(Variables variables) {
    Engine engine = Engine.connect(variables);
    return new TestEngine(variables, engine, new ProbeImages(engine.client()));
  }

  /** What leads to the same engine by another address. */
  Variables by(String address) {
    return at(variables, address);
  }

  private static Variables at(Variables variables, String address) {
    return name -> name.equals("DOCKER_HOST") ? Optional.of(address) : variables.get(name);
  }

  /** The base image that {@code scripts/standin-image} has made there. */
  String baseImage() {
    return Objects.requireNonNull(
        System.getenv("HOLODECK_TEST_BASE_IMAGE"),
        "set HOLODECK_TEST_BASE_IMAGE to what scripts/standin-image prints");
  }
}
