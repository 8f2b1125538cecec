package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.environment.Secret;
import ai.holodeck.deploy.release.Release;
import ai.holodeck.deploy.release.ReleaseLog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds changed secrets by their fingerprints; values are neither kept nor told. */
final class SecretChanges {
  private SecretChanges() {}

  /** What a release remembers of the secrets among these variables: name to fingerprint. */
  static Map<String, String> fingerprints(ReleaseLog log, List<EnvironmentVariable> environment) {
    return secrets(environment)
        .collect(Collectors.toMap(EnvironmentVariable::name, log::fingerprint));
  }

  /**
   * The names of the secrets that differ from those of a release, sorted. One that the release does
   * not know says nothing: it is new, which the configuration's hash tells, or the release is older
   * than fingerprints are.
   */
  static List<String> since(
      Release release, ReleaseLog log, List<EnvironmentVariable> environment) {
    return secrets(environment)
        .filter(
            variable ->
                Optional.ofNullable(release.secretFingerprints().get(variable.name()))
                    .filter(then -> !then.equals(log.fingerprint(variable)))
                    .isPresent())
        .map(EnvironmentVariable::name)
        .sorted()
        .toList();
  }

  private static Stream<EnvironmentVariable> secrets(List<EnvironmentVariable> environment) {
    return environment.stream().filter(variable -> variable.value() instanceof Secret);
  }
}
