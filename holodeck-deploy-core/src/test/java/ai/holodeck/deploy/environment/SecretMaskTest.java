package ai.holodeck.deploy.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SecretMaskTest {
  @Test
  void secretsAreMaskedAndPlainValuesAreNot() {
    SecretMask mask =
        new SecretMask(
            List.of(
                secret("KEY", "hunter2"),
                secret("LONGER", "hunter2-and-more"),
                new EnvironmentVariable("MODE", new Plain("quiet"))));

    assertThat(mask.mask("quiet: hunter2, hunter2-and-more")).isEqualTo("quiet: ******, ******");
    assertThat(mask.tooShort()).isEmpty();
  }

  @Test
  void secretsOfOneOrTwoCharactersDoNotGarbleATextAndAreNamed() {
    SecretMask mask =
        new SecretMask(
            List.of(
                secret("DEBUG", "1"),
                secret("LETTER", "e"),
                secret("PIN", "42"),
                secret("EMPTY", ""),
                secret("BLANK", "  "),
                secret("OKAY", "abc")));
    String line = "the exit code of service 1 was 42: see the lines";

    assertThat(mask.mask(line)).isEqualTo(line);
    assertThat(mask.mask("abc")).isEqualTo("******");
    assertThat(mask.tooShort()).containsExactly("DEBUG", "LETTER", "PIN");
  }

  @Test
  void shortLinesOfALongSecretDoNotGarbleATextEither() {
    SecretMask mask =
        new SecretMask(List.of(secret("ACCOUNT", "{\n  \"token\": \"hunter2\"\n}\n")));

    assertThat(mask.mask("{\"error\": {}} \"token\": \"hunter2\""))
        .isEqualTo("{\"error\": {}} ******");
    assertThat(mask.tooShort()).isEmpty();
  }

  private static EnvironmentVariable secret(String name, String value) {
    return new EnvironmentVariable(name, Secret.of(value));
  }
}
