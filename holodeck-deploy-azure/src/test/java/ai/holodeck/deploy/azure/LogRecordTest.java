package ai.holodeck.deploy.azure;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.service.LogLine;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogRecordTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-04T05:06:07.5Z",
        "2026-03-04T05:06:07.500+00:00",
        "2026-03-04T07:06:07.5000000+02:00",
        "2026-03-04 05:06:07.5 +0000 UTC",
        "2026-03-04T05:06:07.5"
      })
  void timesComeInSeveralForms(String time) {
    LogLine line = LogRecord.console("{\"TimeStamp\":\"" + time + "\",\"Log\":\"hello \"}");

    assertThat(line.time()).contains(Instant.parse("2026-03-04T05:06:07.5Z"));
    assertThat(line.text()).isEqualTo("hello");
  }

  @Test
  void unknownTimeIsLeftOut() {
    assertThat(LogRecord.console("{\"TimeStamp\":\"soon\",\"Log\":\"hello\"}").time()).isEmpty();
  }

  @Test
  void whatIsNoRecordIsALine() {
    assertThat(LogRecord.console("no record").text()).isEqualTo("no record");
  }

  @Test
  void systemRecordHasReasonAndMessage() {
    String json =
        "{\"TimeStamp\":\"2026-03-04T05:06:07Z\",\"Type\":\"Warning\",\"RevisionName\":\"bot--r1\",\"Msg\":\"Probe"
            + " failed\",\"Reason\":\"ProbeFailed\",\"Count\":3}";

    assertThat(LogRecord.system(json).text()).isEqualTo("ProbeFailed Probe failed");
    assertThat(LogRecord.system(json).stream()).isEqualTo(LogLine.Stream.SYSTEM);
    assertThat(LogRecord.revision(json)).isEqualTo("bot--r1");
  }
}
