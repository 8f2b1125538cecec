package ai.holodeck.deploy.tck;

import static ai.holodeck.deploy.tck.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.LogLine;
import ai.holodeck.deploy.service.LogRequest;
import ai.holodeck.deploy.service.LogSource;
import ai.holodeck.deploy.service.ServiceId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** What a service has written; where LOGS is not declared there is no source of it. */
interface LogRules extends DeployerRules {
  int LINES = 200;

  @Rule(
      id = "LOG-01",
      needs = Capability.LOGS,
      text =
          "The lines of a service MUST come whole, once, and in the order in which it wrote them.")
  default void linesComeInOrder() {
    Deployment deployment = trial().deploy("v1");
    trial().probe(deployment).print(numbered("kit ", 1, LINES));

    Lines lines = Lines.of(source(), deployment.id(), LogRequest.all());

    lines.awaitLine("kit " + LINES, trial().harness().startTime());
    assertThat(lines.startingWith("kit "))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, LINES).mapToObj(line -> "kit " + line).toList());
  }

  @Rule(
      id = "LOG-02",
      needs = Capability.LOGS,
      text = "What a service writes to standard error MUST be given too.")
  default void errorLinesCome() {
    Deployment deployment = trial().deploy("v1", DeployerTrial.variable("PROBE_LINES", "4"));

    Lines lines = Lines.of(source(), deployment.id(), LogRequest.all());

    lines.awaitLine("line 4", trial().harness().startTime());
    assertThat(lines.startingWith("line ")).contains("line 1", "line 2", "line 3", "line 4");
  }

  @Rule(
      id = "LOG-03",
      needs = Capability.LOGS,
      text = "A tail of n MUST give the last n lines, and a tail of 0 none.")
  default void tailGivesTheLast() {
    Deployment deployment = trial().deploy("v1");
    trial().probe(deployment).print(numbered("kit ", 1, LINES));
    Lines.of(source(), deployment.id(), LogRequest.all())
        .awaitLine("kit " + LINES, trial().harness().startTime());

    List<LogLine> last = Lines.of(source(), deployment.id(), LogRequest.last(3)).all();
    List<String> ofService =
        last.stream()
            .filter(line -> line.stream() != LogLine.Stream.SYSTEM)
            .map(LogLine::text)
            .toList();
    // The provider may have added lines of its own, whether they count or not.
    assertThat(ofService).hasSizeLessThanOrEqualTo(3);
    assertThat(last).hasSizeGreaterThanOrEqualTo(3);
    assertThat(ofService)
        .isEqualTo(List.of("kit 198", "kit 199", "kit 200").subList(3 - ofService.size(), 3));
    assertThat(Lines.of(source(), deployment.id(), LogRequest.last(0)).ofService()).isEmpty();
  }

  @Rule(
      id = "LOG-04",
      needs = Capability.LOGS,
      text = "The lines of a service that wrote nothing MUST be none, without an error.")
  default void noOutputIsNoLine() {
    Deployment deployment = trial().deploy("v1");

    assertThat(Lines.of(source(), deployment.id(), LogRequest.all()).ofService()).isEmpty();
  }

  @Rule(
      id = "LOG-05",
      needs = Capability.LOGS,
      text = "Bytes that are no UTF-8 and bytes 0 MUST not end the lines nor spoil the next one.")
  default void binaryOutput() {
    Deployment deployment = trial().deploy("v1");
    byte[] binary = {'k', 'i', 't', ' ', (byte) 0xff, (byte) 0xfe, 0, (byte) 0xc3, '(', '\n'};
    ProbeClient probe = trial().probe(deployment);
    probe.print(binary);
    probe.print("kit grüße\n".getBytes(StandardCharsets.UTF_8));

    Lines lines = Lines.of(source(), deployment.id(), LogRequest.all());

    lines.awaitLine("kit grüße", trial().harness().startTime());
    assertThat(lines.startingWith("kit ")).hasSize(2);
  }

  @Rule(
      id = "LOG-06",
      needs = Capability.LOGS,
      text =
          "The lines of a service that the provider does not know MUST be refused with NOT_DEPLOYED.")
  default void unknownServiceIsRefused() {
    ServiceId unknown = trial().harness().unknownId();

    assertRefused(
        CoreError.NOT_DEPLOYED, () -> source().stream(unknown, LogRequest.all(), line -> {}));
  }

  @Rule(
      id = "LOG-07",
      needs = Capability.LOGS,
      text = "A line of 100,000 characters MUST come whole, in one piece or in pieces in order.")
  default void longLine() {
    Deployment deployment = trial().deploy("v1");
    String text = "0123456789".repeat(10_000);
    trial().probe(deployment).print("kit begin\n" + text + "\nkit end\n");

    Lines lines = Lines.of(source(), deployment.id(), LogRequest.all());

    lines.awaitLine("kit end", trial().harness().startTime());
    List<String> now = lines.ofService();
    assertThat(now).contains("kit begin");
    assertThat(String.join("", now.subList(now.indexOf("kit begin") + 1, now.indexOf("kit end"))))
        .isEqualTo(text);
  }

  private LogSource source() {
    return trial().deployer().ability(LogSource.class).orElseThrow();
  }

  private static String numbered(String prefix, int from, int to) {
    StringBuilder text = new StringBuilder();
    IntStream.rangeClosed(from, to).forEach(i -> text.append(prefix).append(i).append('\n'));
    return text.toString();
  }
}
