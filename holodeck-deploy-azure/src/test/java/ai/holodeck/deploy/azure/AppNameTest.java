package ai.holodeck.deploy.azure;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.service.ServiceOwner;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppNameTest {
  /** As Azure says it. */
  private static final Pattern GRAMMAR =
      Pattern.compile("^(?=.{2,32}$)[a-z]((?!.*--)[-a-z0-9]*[a-z0-9])?$");

  private static final String PROJECT = "00112233aabb";
  private static final long SEED = 20260304;

  @ParameterizedTest
  @CsvSource({
    "support-bot,support-bot-",
    "Support Bot!,support-bot-",
    "a--b,a-b-",
    "-x-,x-",
    "42,agent-42-",
    "日本,agent-",
    "ünï,n-",
    "a-very-long-name-of-an-agent-that-does-not-fit,a-very-long-name-of-a-",
    "twenty-characters-an-d,twenty-characters-an-"
  })
  void nameBeginsWithTheAgentsName(String agent, String start) {
    String name = AppName.of(new ServiceOwner(PROJECT, "default", agent)).value();

    assertThat(name).startsWith(start).hasSize(start.length() + 10).matches(GRAMMAR);
  }

  @Test
  void anyNameIsInAzuresGrammarAndNoTwoOwnersShareOne() {
    Random random = new Random(SEED);
    String alphabet = "abzABZ019-_. /\\\"'$#{}\u00e4\u00df\u0130\u65e5\n\t";
    Map<String, ServiceOwner> seen = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      StringBuilder agent = new StringBuilder("x".repeat(random.nextInt(2)));
      int length = random.nextInt(45);
      for (int c = 0; c < length; c++) {
        agent.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      if (agent.toString().isBlank()) {
        continue;
      }
      ServiceOwner owner =
          new ServiceOwner(PROJECT, random.nextBoolean() ? "default" : "staging", agent.toString());

      String name = AppName.of(owner).value();

      assertThat(name).as("%s of seed %s", owner, SEED).matches(GRAMMAR);
      assertThat(AppName.of(owner).value()).isEqualTo(name);
      ServiceOwner other = seen.put(name, owner);
      assertThat(other == null || other.equals(owner))
          .as("%s and %s: %s", owner, other, name)
          .isTrue();
    }
  }

  @Test
  void eachPartOfTheOwnerCounts() {
    assertThat(
            Stream.of(
                    new ServiceOwner(PROJECT, "default", "bot"),
                    new ServiceOwner("ffeeddccbbaa", "default", "bot"),
                    new ServiceOwner(PROJECT, "defaul", "tbot"),
                    new ServiceOwner(PROJECT, "default", "Bot"))
                .map(AppName::of))
        .doesNotHaveDuplicates();
  }
}
