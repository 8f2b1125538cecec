package ai.holodeck.deploy.agent;

import ai.holodeck.deploy.config.Scalar;
import ai.holodeck.deploy.config.Substitution;
import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.environment.Plain;
import ai.holodeck.deploy.environment.Secret;
import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.error.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Gives the variables of a service their values, when it is started. Thread-safe when the variables
 * are.
 */
public final class EnvironmentResolver {
  private static final Set<String> SECRET_WORDS =
      Set.of(
          "KEY",
          "APIKEY",
          "TOKEN",
          "SECRET",
          "SECRETS",
          "PASSWORD",
          "PASSWD",
          "PASSPHRASE",
          "PWD",
          "CREDENTIAL",
          "CREDENTIALS",
          "PAT",
          "CONNECTIONSTRING",
          "DSN",
          "SAS");

  private final Variables variables;

  /**
   * @param variables where {@code ${NAME}} is looked up
   */
  public EnvironmentResolver(Variables variables) {
    this.variables = variables;
  }

  /**
   * Resolves each entry. A value is a {@link Secret} when any part of it came from {@code ${…}}.
   *
   * @throws ai.holodeck.deploy.error.ConfigException with every variable that is not set
   */
  public List<EnvironmentVariable> resolve(List<EnvironmentEntry> entries) {
    Problems problems = new Problems();
    Substitution substitution = new Substitution(variables, problems);
    List<EnvironmentVariable> result = new ArrayList<>();
    for (EnvironmentEntry entry : entries) {
      if (Substitution.namesIn(entry.template()).isEmpty()) {
        result.add(new EnvironmentVariable(entry.name(), new Plain(entry.template())));
        continue;
      }
      Scalar written = new Scalar(entry.position(), entry.template(), Scalar.Kind.STRING);
      Scalar resolved = (Scalar) substitution.resolve(entry.key(), written);
      result.add(new EnvironmentVariable(entry.name(), Secret.of(resolved.text())));
    }
    problems.throwIfAny();
    return List.copyOf(result);
  }

  /**
   * As {@link #resolve}, without those whose variables are not set here: for looking, where
   * somebody else may have started the service.
   */
  public List<EnvironmentVariable> resolveSet(List<EnvironmentEntry> entries) {
    return resolve(
        entries.stream()
            .filter(
                entry ->
                    Substitution.namesIn(entry.template()).stream()
                        .allMatch(name -> variables.get(name).isPresent()))
            .toList());
  }

  /**
   * One line for each literal value whose name looks as if it should be secret; the value is not in
   * it.
   *
   * @param entries as written
   */
  public static List<String> notices(List<EnvironmentEntry> entries) {
    return entries.stream()
        .filter(entry -> Substitution.namesIn(entry.template()).isEmpty())
        .filter(entry -> !entry.template().isEmpty() && looksSecret(entry.name()))
        .map(
            entry ->
                entry.position()
                    + ": "
                    + entry.name()
                    + " looks like a secret and is written in the file: write ${"
                    + entry.name()
                    + "} instead, and set it where the command runs")
        .toList();
  }

  private static boolean looksSecret(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return upper.contains("CONNECTION_STRING")
        || List.of(upper.split("_")).stream().anyMatch(SECRET_WORDS::contains);
  }
}
