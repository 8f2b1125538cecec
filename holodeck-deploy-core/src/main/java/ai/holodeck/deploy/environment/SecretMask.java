package ai.holodeck.deploy.environment;

import ai.holodeck.deploy.error.DeployException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps the secret values of one deploy out of texts that a provider or a service gave.
 *
 * <p>A value, or a line of one, of fewer than three characters is left as it is: masking it would
 * garble every text, whose every second word may hold it, and so tell it to whoever compares.
 * Nobody can keep a secret of two characters; {@link #warnings} names such variables. Instances are
 * immutable.
 */
public final class SecretMask {
  /** The shortest text that is masked. */
  static final int SHORTEST = 3;

  private final List<String> secrets;
  private final List<String> tooShort;

  /**
   * Each line of a secret counts by itself, as texts are looked at line by line; the longest come
   * first.
   */
  public SecretMask(Collection<EnvironmentVariable> environment) {
    this(environment, List.of());
  }

  /** As the other, with secrets that are no variables. */
  public SecretMask(Collection<EnvironmentVariable> environment, Collection<Secret> others) {
    this.secrets =
        Stream.concat(
                environment.stream()
                    .map(EnvironmentVariable::value)
                    .filter(Secret.class::isInstance),
                others.stream())
            .flatMap(SecretMask::lines)
            .filter(SecretMask::isLong)
            .distinct()
            .sorted(Comparator.comparing(String::length).reversed())
            .toList();
    this.tooShort =
        environment.stream()
            .filter(variable -> variable.value() instanceof Secret)
            .filter(variable -> !variable.value().reveal().isBlank())
            .filter(variable -> lines(variable.value()).noneMatch(SecretMask::isLong))
            .map(EnvironmentVariable::name)
            .toList();
  }

  private static Stream<String> lines(EnvironmentValue value) {
    return value.reveal().lines().map(String::strip);
  }

  private static boolean isLong(String line) {
    return line.length() >= SHORTEST;
  }

  /** What a user is told of the secrets of which nothing can be masked; names no value. */
  public List<String> warnings() {
    return tooShort.stream()
        .map(
            name ->
                "the secret "
                    + name
                    + " has fewer than "
                    + SHORTEST
                    + " characters: it is not masked where the provider or the service says it")
        .toList();
  }

  /** The names of the secrets of which nothing can be masked. */
  List<String> tooShort() {
    return tooShort;
  }

  /** The text with a mask in the place of each secret value. */
  public String mask(String text) {
    String masked = text;
    for (String secret : secrets) {
      masked = masked.replace(secret, "******");
    }
    return masked;
  }

  /** The same failure without secrets; the cause goes when its text may hold one. */
  public DeployException mask(DeployException failure) {
    String what = mask(failure.what());
    List<String> details = failure.details().stream().map(this::mask).toList();
    boolean clean = what.equals(failure.what()) && details.equals(failure.details());
    return clean
        ? failure
        : new DeployException(failure.code(), what, failure.remedy(), details, null);
  }
}
