package ai.holodeck.deploy.azure;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.service.LogLine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeenLinesTest {
  private final SeenLines seen = new SeenLines();

  @Test
  void linesOfAStreamThatWasOpenedAgainAreNewOnce() {
    assertThat(given(line(1, "a"), line(2, "b"), line(2, "b"))).containsExactly("a", "b", "b");

    seen.reopened();

    assertThat(given(line(1, "a"), line(2, "b"), line(2, "b"), line(2, "b"), line(3, "c")))
        .as("two of the three at the last line's time were given")
        .containsExactly("b", "c");
  }

  @Test
  void repeatedLinesOfOneStreamAreAllNew() {
    assertThat(given(line(1, "a"), line(1, "a"), line(1, "a"))).hasSize(3);
  }

  @Test
  void lineWithoutATimeIsNew() {
    LogLine line = new LogLine(Optional.empty(), LogLine.Stream.STDOUT, "a");
    given(line);
    seen.reopened();

    assertThat(given(line)).containsExactly("a");
  }

  private List<String> given(LogLine... lines) {
    return List.of(lines).stream().filter(seen::isNew).map(LogLine::text).toList();
  }

  private static LogLine line(long second, String text) {
    return new LogLine(Optional.of(Instant.ofEpochSecond(second)), LogLine.Stream.STDOUT, text);
  }
}
