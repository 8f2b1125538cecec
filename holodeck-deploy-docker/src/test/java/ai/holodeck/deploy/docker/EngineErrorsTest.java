package ai.holodeck.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class EngineErrorsTest {
  private final EngineAddress address =
      EngineAddress.resolve(Variables.of(Map.of("DOCKER_CONFIG", "/nonexistent")));

  @Test
  void refusalOfTheEngineGetsTheCallersWordsAndTheEngines() {
    DeployException failure =
        translate(new ConflictException("{\"message\":\"name is taken \\\"x\\\"\"}\n"));
    assertThat(failure.code()).isEqualTo(CoreError.DEPLOY_FAILED);
    assertThat(failure.what()).isEqualTo("cannot do it: name is taken \"x\"");
    assertThat(failure.remedy()).isEqualTo("do other");
    assertThat(failure).hasCauseInstanceOf(ConflictException.class);
  }

  @Test
  void refusalWithoutJsonKeepsItsText() {
    assertThat(translate(new InternalServerErrorException("plain text\n")).what())
        .endsWith("plain text");
    assertThat(translate(new InternalServerErrorException("")).what()).endsWith("status 500");
  }

  @Test
  void everyWayOfNotAnsweringIsEngineUnavailable() {
    for (Exception cause :
        List.of(
            new SocketException("Broken pipe"),
            new ConnectException("Connection refused"),
            new UnknownHostException("nohost"),
            new SocketTimeoutException("Read timed out"))) {
      DeployException failure = translate(new RuntimeException(cause));
      assertThat(failure.code()).as(cause.toString()).isEqualTo(CoreError.ENGINE_UNAVAILABLE);
      assertThat(failure.what())
          .contains("unix:///var/run/docker.sock", String.valueOf(cause.getMessage()));
      assertThat(failure.remedy()).contains("start Docker", "DOCKER_HOST");
    }
  }

  @Test
  void missingPermissionHasARemedyOfItsOwn() {
    assertThat(translate(new RuntimeException(new SocketException("Permission denied"))).remedy())
        .contains("group");
  }

  @Test
  void interruptIsToldApartAndSetsTheFlag() {
    DeployException failure = translate(new RuntimeException(new ClosedByInterruptException()));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(failure.code()).isEqualTo(CoreError.INTERRUPTED);
  }

  @Test
  void requestThatWasCancelledByAnInterruptIsNoDeadEngine() {
    DeployException failure =
        translate(new RuntimeException(new CancellationException("Request aborted")));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(failure.code()).isEqualTo(CoreError.INTERRUPTED);
  }

  @Test
  void ourOwnFailurePasses() {
    DeployException ours = new DeployException(CoreError.PORT_TAKEN, "what", "remedy");
    assertThat(translate(ours)).isSameAs(ours);
  }

  private DeployException translate(RuntimeException failure) {
    return EngineErrors.translate(
        address, failure, CoreError.DEPLOY_FAILED, "cannot do it", "do other");
  }
}
