package ai.holodeck.deploy.docker;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.service.LogLine;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogLinesTest {
  private static final String TIME = "2026-01-02T03:04:05.123456789Z";
  private final List<LogLine> lines = new ArrayList<>();
  private final LogLines assembler = new LogLines(EngineKind.DOCKER, lines::add);

  @Test
  void lineCutAnywhereIsPutTogether() {
    byte[] bytes =
        (TIME + " one ü\n" + TIME + " \n" + TIME + " two\r\n").getBytes(StandardCharsets.UTF_8);
    for (int cut = 0; cut <= bytes.length; cut++) {
      lines.clear();
      give(StreamType.STDOUT, Arrays.copyOfRange(bytes, 0, cut));
      give(StreamType.STDOUT, Arrays.copyOfRange(bytes, cut, bytes.length));
      assertThat(lines)
          .as("cut at %s", cut)
          .extracting(LogLine::text)
          .containsExactly("one ü", "", "two");
      assertThat(lines).allMatch(line -> line.time().orElseThrow().equals(Instant.parse(TIME)));
    }
  }

  @Test
  void partsOfALongLineAreJoinedWithoutTheTimesBetween() {
    String part = "x".repeat(16 * 1024);
    give(StreamType.STDOUT, (TIME + " " + part).getBytes(StandardCharsets.UTF_8));
    give(
        StreamType.STDOUT,
        ("2026-01-02T03:04:06.000000000Z " + part).getBytes(StandardCharsets.UTF_8));
    give(StreamType.STDERR, (TIME + " other\n").getBytes(StandardCharsets.UTF_8));
    give(
        StreamType.STDOUT, "2026-01-02T03:04:07.000000000Z end\n".getBytes(StandardCharsets.UTF_8));
    assertThat(lines).extracting(LogLine::text).containsExactly("other", part + part + "end");
    assertThat(lines.get(1).time()).contains(Instant.parse(TIME));
    assertThat(lines)
        .extracting(LogLine::stream)
        .containsExactly(LogLine.Stream.STDERR, LogLine.Stream.STDOUT);
  }

  @Test
  void partsOfAnyLengthAreJoinedOnPodman() {
    LogLines podman = new LogLines(EngineKind.PODMAN, lines::add);
    String time = "2026-01-02T03:04:05Z ";
    List<String> parts = List.of(time + "x".repeat(8182), time + "y".repeat(8192), time + "z\n");
    for (String part : parts) {
      // The client library may cut a part, also within its time.
      podman.accept(new Frame(StreamType.STDOUT, part.substring(0, 7).getBytes(US_ASCII)));
      podman.accept(new Frame(StreamType.STDOUT, part.substring(7).getBytes(US_ASCII)));
    }
    podman.accept(new Frame(StreamType.STDOUT, (time + time + "its own\n").getBytes(US_ASCII)));
    assertThat(lines)
        .extracting(LogLine::text)
        .containsExactly("x".repeat(8182) + "y".repeat(8192) + "z", time + "its own");
  }

  @Test
  void lineWithoutTimeIsGivenWhole() {
    give(StreamType.RAW, "2026-01-02 is no time\nnor is this".getBytes(StandardCharsets.UTF_8));
    assembler.finish();
    assertThat(lines)
        .extracting(LogLine::text)
        .containsExactly("2026-01-02 is no time", "nor is this");
    assertThat(lines).allMatch(line -> line.time().isEmpty());
  }

  @Test
  void timeOfTheServiceItselfStays() {
    give(StreamType.STDOUT, (TIME + " " + TIME + " its own\n").getBytes(StandardCharsets.UTF_8));
    assertThat(lines).extracting(LogLine::text).containsExactly(TIME + " its own");
  }

  @Test
  void bytesThatAreNoUtf8AreReplaced() {
    give(StreamType.STDOUT, new byte[] {'a', (byte) 0xFF, 'b', 0, '\n'});
    assertThat(lines).extracting(LogLine::text).containsExactly("a\uFFFDb\0");
  }

  private void give(StreamType type, byte[] payload) {
    assembler.accept(new Frame(type, payload));
  }
}
