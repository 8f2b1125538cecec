package ai.holodeck.deploy.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.environment.Plain;
import ai.holodeck.deploy.environment.Secret;
import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.error.ConfigException;
import ai.holodeck.deploy.error.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentResolverTest {
  private final EnvironmentResolver resolver =
      new EnvironmentResolver(Variables.of(Map.of("A", "hunter2", "EMPTY", "")));

  @Test
  void resolveMakesASecretOfWhateverAVariableIsPartOf() {
    List<EnvironmentVariable> resolved =
        resolver.resolve(
            List.of(
                EnvironmentEntry.of("P", "plain $A"),
                EnvironmentEntry.of("S", "${A}"),
                EnvironmentEntry.of("PART", "x${A}y${EMPTY}"),
                EnvironmentEntry.of("E", "${EMPTY}")));

    assertThat(resolved)
        .containsExactly(
            new EnvironmentVariable("P", new Plain("plain $A")),
            new EnvironmentVariable("S", Secret.of("hunter2")),
            new EnvironmentVariable("PART", Secret.of("xhunter2y")),
            new EnvironmentVariable("E", Secret.of("")));
    assertThat(resolved.toString()).doesNotContain("hunter2");
  }

  @Test
  void resolveReportsEveryVariableThatIsNotSet() {
    ConfigException thrown =
        catchThrowableOfType(
            ConfigException.class,
            () ->
                resolver.resolve(
                    List.of(
                        EnvironmentEntry.of("X", "${A}${NOPE}"),
                        EnvironmentEntry.of("Y", "${NOR_THIS}"))));

    assertThat(thrown.problems().stream().map(Problem::toString))
        .containsExactly(
            "(given in code): deployment.environment.X: the environment variable NOPE is not set"
                + " (set NOPE, or write the value)",
            "(given in code): deployment.environment.Y: the environment variable NOR_THIS is not set"
                + " (set NOR_THIS, or write the value)");
  }

  @Test
  void resolveSetLeavesOutWhatIsNotSetHere() {
    assertThat(
            resolver.resolveSet(
                List.of(
                    EnvironmentEntry.of("X", "${A}${NOPE}"),
                    EnvironmentEntry.of("S", "${A}"),
                    EnvironmentEntry.of("P", "plain"))))
        .containsExactly(
            new EnvironmentVariable("S", Secret.of("hunter2")),
            new EnvironmentVariable("P", new Plain("plain")));
  }

  @Test
  void noticesNameLiteralsThatLookSecretWithoutTheirValue() {
    List<String> notices =
        EnvironmentResolver.notices(
            List.of(
                EnvironmentEntry.of("OPENAI_API_KEY", "hunter2"),
                EnvironmentEntry.of("db_password", "hunter2"),
                EnvironmentEntry.of("REDIS_CONNECTION_STRING", "hunter2"),
                EnvironmentEntry.of("SAFE_TOKEN", "${TOKEN}"),
                EnvironmentEntry.of("EMPTY_TOKEN", ""),
                EnvironmentEntry.of("MONKEY", "x"),
                EnvironmentEntry.of("LOG_LEVEL", "debug")));

    assertThat(notices)
        .hasSize(3)
        .first()
        .isEqualTo(
            "(given in code): OPENAI_API_KEY looks like a secret and is written in the file: write"
                + " ${OPENAI_API_KEY} instead, and set it where the command runs");
    assertThat(notices.toString()).doesNotContain("hunter2");
  }
}
