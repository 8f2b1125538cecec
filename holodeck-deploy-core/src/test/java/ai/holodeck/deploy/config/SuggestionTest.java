package ai.holodeck.deploy.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {
  private static final List<String> KNOWN = List.of("port", "protocol", "platform", "timeout");

  @Test
  void closestKnowsTheUsualSlips() {
    assertThat(Suggestion.closest("prot", KNOWN)).contains("port");
    assertThat(Suggestion.closest("Port", KNOWN)).contains("port");
    assertThat(Suggestion.closest("ports", KNOWN)).contains("port");
    assertThat(Suggestion.closest("platfrom", KNOWN)).contains("platform");
    assertThat(Suggestion.closest("timeuot", KNOWN)).contains("timeout");
  }

  @Test
  void closestSuggestsNothingFarAway() {
    assertThat(Suggestion.closest("replicas", KNOWN)).isEmpty();
    assertThat(Suggestion.closest("x", KNOWN)).isEmpty();
    assertThat(Suggestion.hint("replicas", KNOWN)).isEmpty();
  }
}
