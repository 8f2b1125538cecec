package ai.holodeck.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.service.LogLine;
import ai.holodeck.deploy.service.LogRequest;
import ai.holodeck.deploy.service.LogSource;
import ai.holodeck.deploy.service.ServiceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogsIT {
  private final TestService service = new TestService();
  private final List<LogLine> lines = new CopyOnWriteArrayList<>();
  private Thread follower = new Thread(() -> {});
  private final AtomicBoolean flag = new AtomicBoolean();

  @BeforeEach
  void deploy() {
    service.deploy("VERSION=one");
  }

  @AfterEach
  void remove() throws InterruptedException {
    follower.interrupt();
    follower.join(TimeUnit.SECONDS.toMillis(20));
    service.remove();
  }

  @Test
  void pastLinesComeInOrderWithTimeAndStream() throws Exception {
    write("for i in $(seq 1 300); do echo out $i; done", "out 300");
    read(LogRequest.all());
    // The two streams reach the engine by pipes of their own, so only each by itself has an order.
    assertThat(texts()).contains("probe one begins", "probe one listens", "probe warns");
    assertThat(texts().stream().filter(text -> text.startsWith("out ")))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 300).mapToObj(i -> "out " + i).toList());
    assertThat(lines).allMatch(line -> line.time().isPresent());
    assertThat(
            lines.stream()
                .filter(line -> line.stream() == LogLine.Stream.STDOUT)
                .map(line -> line.time().orElseThrow())
                .toList())
        .isSorted();
    assertThat(lines)
        .anyMatch(
            line -> line.text().equals("probe warns") && line.stream() == LogLine.Stream.STDERR)
        .anyMatch(
            line ->
                line.text().equals("probe one begins") && line.stream() == LogLine.Stream.STDOUT);
  }

  @Test
  void tailGivesOnlyTheLast() throws Exception {
    write("echo last but one; echo last", "last");
    read(LogRequest.last(2));
    assertThat(texts()).containsExactly("last but one", "last");
    lines.clear();
    read(LogRequest.last(0));
    assertThat(texts()).isEmpty();
  }

  @Test
  void sinceLeavesOutWhatIsOlderToTheNanosecond() throws Exception {
    write("for i in $(seq 1 20); do echo line $i; done", "line 20");
    read(LogRequest.all());
    List<LogLine> all = new ArrayList<>(lines);
    LogLine tenth =
        all.stream().filter(line -> line.text().equals("line 10")).findFirst().orElseThrow();
    lines.clear();
    read(new LogRequest(OptionalInt.empty(), tenth.time(), LogRequest.Mode.PAST));
    assertThat(lines).containsExactlyElementsOf(all.subList(all.indexOf(tenth), all.size()));
    lines.clear();
    read(
        new LogRequest(
            OptionalInt.empty(), Optional.of(Instant.now().plusSeconds(5)), LogRequest.Mode.PAST));
    assertThat(lines).isEmpty();
  }

  @Test
  void binaryOutputIsReplacedAndLongLinesStayWhole() throws Exception {
    write(
        "printf 'a\\377b\\n'; head -c 100000 /dev/zero | tr '\\0' 'x'; echo; printf 'ü漢\\n'", "ü漢");
    read(LogRequest.all());
    assertThat(texts()).contains("a\uFFFDb", "x".repeat(100_000), "ü漢");
  }

  @Test
  void followGivesWhatComesAndEndsWhenTheServiceIsRemoved() throws Exception {
    write("echo mark", "mark");
    follow(new LogRequest(OptionalInt.of(1), Optional.empty(), LogRequest.Mode.FOLLOW));
    Await.until("the last line is there", () -> texts().contains("mark"));
    write("echo later", "later");
    Await.until("the new line is there", () -> texts().contains("later"));
    assertThat(texts()).doesNotContain("probe one begins");
    service.deployer().destroy(id());
    follower.join(TimeUnit.SECONDS.toMillis(20));
    assertThat(follower.isAlive()).isFalse();
    assertThat(flag).isFalse();
    assertThat(texts()).contains("probe one stops");
  }

  @Test
  void followGoesOnAcrossARestartAndAReplacementWithoutRepeating() throws Exception {
    follow(new LogRequest(OptionalInt.empty(), Optional.empty(), LogRequest.Mode.FOLLOW));
    Await.until("the first run is there", () -> texts().contains("probe one listens"));
    Probe.ENGINE.client().restartContainerCmd(service.containerId()).withTimeout(5).exec();
    Await.until(
        "the second run is there",
        () -> texts().stream().filter("probe one listens"::equals).count() == 2);
    service.deploy("VERSION=two");
    Await.until("the new version is there", () -> texts().contains("probe two listens"));
    assertThat(texts().stream().filter("probe one begins"::equals)).hasSize(2);
    assertThat(texts().stream().filter("probe two begins"::equals)).hasSize(1);
  }

  @Test
  void followEndsWithTheFlagSetWhenInterrupted() throws Exception {
    follow(new LogRequest(OptionalInt.empty(), Optional.empty(), LogRequest.Mode.FOLLOW));
    Await.until("following has begun", () -> !lines.isEmpty());
    follower.interrupt();
    follower.join(TimeUnit.SECONDS.toMillis(20));
    assertThat(follower.isAlive()).isFalse();
    assertThat(flag).isTrue();
  }

  @Test
  void logOfAServiceThatIsNotThereFails() {
    assertThatThrownBy(
            () -> logs().stream(new ServiceId("holodeck-none"), LogRequest.all(), lines::add))
        .isInstanceOfSatisfying(
            DeployException.class,
            failure -> assertThat(failure.code()).isEqualTo(CoreError.NOT_DEPLOYED));
  }

  @Test
  void exceptionOfTheSinkPasses() {
    IllegalStateException own = new IllegalStateException("own");
    assertThatThrownBy(
            () ->
                logs().stream(
                    id(),
                    LogRequest.all(),
                    line -> {
                      throw own;
                    }))
        .isSameAs(own);
  }

  private ServiceId id() {
    return new ServiceId(service.name().value());
  }

  private LogSource logs() {
    return service.deployer().ability(LogSource.class).orElseThrow();
  }

  private void read(LogRequest request) {
    logs().stream(id(), request, lines::add);
  }

  private void follow(LogRequest request) {
    follower =
        new Thread(
            () -> {
              logs().stream(id(), request, lines::add);
              flag.set(Thread.currentThread().isInterrupted());
            });
    follower.start();
  }

  private List<String> texts() {
    return lines.stream().map(LogLine::text).toList();
  }

  /** Lets the service itself write, and waits until the engine has it. */
  private void write(String script, String last) throws InterruptedException {
    service.exec("sh", "-c", "{ " + script + "; } > /proc/1/fd/1");
    Await.until(
        "the engine has the line " + last,
        () -> {
          List<String> there = new ArrayList<>();
          logs().stream(id(), LogRequest.all(), line -> there.add(line.text()));
          return there.contains(last);
        });
  }
}
