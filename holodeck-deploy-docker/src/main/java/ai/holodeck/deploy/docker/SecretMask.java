package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.environment.Secret;
import ai.holodeck.deploy.error.DeployException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Keeps the secret values of one deploy out of texts that an engine or a service gave. */
final class SecretMask {
  private final List<String> secrets;

  /**
   * Each line of a secret counts by itself, as texts are looked at line by line; the longest come
   * first.
   */
  SecretMask(Collection<EnvironmentVariable> environment) {
    this.secrets =
        environment.stream()
            .map(EnvironmentVariable::value)
            .filter(Secret.class::isInstance)
            .flatMap(value -> value.reveal().lines())
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .distinct()
            .sorted(Comparator.comparing(String::length).reversed())
            .toList();
  }

  String mask(String text) {
    String masked = text;
    for (String secret : secrets) {
      masked = masked.replace(secret, "******");
    }
    return masked;
  }

  /** The same failure without secrets; the cause goes when its text may hold one. */
  DeployException mask(DeployException failure) {
    String what = mask(failure.what());
    List<String> details = failure.details().stream().map(this::mask).toList();
    boolean clean = what.equals(failure.what()) && details.equals(failure.details());
    return clean
        ? failure
        : new DeployException(failure.code(), what, failure.remedy(), details, null);
  }
}
