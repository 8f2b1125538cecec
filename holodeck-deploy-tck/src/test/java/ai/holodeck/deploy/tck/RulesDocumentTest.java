package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.service.Capability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** RULES.md is made from the rules. */
class RulesDocumentTest {
  private static final Path DOCUMENT = Path.of("RULES.md");

  private static final List<Class<?>> CONTRACTS =
      List.of(
          DeployerContract.class,
          ImageBuilderContract.class,
          StateRepositoryContract.class,
          DeploymentLockContract.class,
          ReleaseLogContract.class);

  @Test
  void documentIsWhatTheRulesSay() throws IOException {
    if (Boolean.getBoolean("rules.write")) {
      Files.writeString(DOCUMENT, document());
    }

    assertThat(Files.readString(DOCUMENT))
        .as("RULES.md; to write it: mvn -pl holodeck-deploy-tck -am test -Drules.write=true")
        .isEqualTo(document());
  }

  @Test
  void everyRuleHasAnIdAndASentence() {
    for (Class<?> contract : CONTRACTS) {
      for (Rule rule : Rules.ofContract(contract).all()) {
        assertThat(rule.id()).matches("[A-Z]{3}-[0-9]{2}");
        assertThat(rule.text()).matches(".*\\b(MUST|MAY)\\b.*\\.");
      }
    }
  }

  private static String document() {
    StringBuilder text =
        new StringBuilder(
            """
            # The rules of the compatibility kit

            MUST and MAY as in RFC 2119. Made from the kit's source; a test compares it.
            Where a rule needs an ability that the adapter has not declared, the kit asserts that it is refused.
            """);
    for (Class<?> contract : CONTRACTS) {
      text.append("\n## ").append(contract.getSimpleName()).append("\n\n");
      text.append("| id | rule | needs |\n|---|---|---|\n");
      for (Rule rule : Rules.ofContract(contract).all()) {
        String needs =
            Arrays.stream(rule.needs()).map(Capability::name).collect(Collectors.joining(", "));
        text.append("| ").append(rule.id()).append(" | ").append(rule.text());
        text.append(" | ").append(needs).append(" |\n");
      }
    }
    return text.toString();
  }
}
