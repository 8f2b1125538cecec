package ai.holodeck.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.holodeck.deploy.docker.login.StoredLogins;
import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.error.CoreError;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EngineTest {
  private static final DockerClient UNUSED =
      (DockerClient)
          Proxy.newProxyInstance(
              EngineTest.class.getClassLoader(),
              new Class<?>[] {DockerClient.class},
              (proxy, method, arguments) -> {
                throw new UnsupportedOperationException(method.getName());
              });

  private final Engine engine =
      new Engine(
          new EngineAddress(EngineAddress.DEFAULT_SOCKET, Optional.empty(), "a test"),
          EngineKind.DOCKER,
          UNUSED,
          UNUSED,
          new StoredLogins(Path.of("/nonexistent"), Variables.of(Map.of())));

  @AfterEach
  void clearFlag() {
    assertThat(Thread.interrupted()).as("flag left by a test").isFalse();
  }

  @Test
  void changeIsNotCutShortByAnInterruptOfTheCaller() {
    Thread.currentThread().interrupt();
    boolean interruptedInside =
        engine.change(
            CoreError.DEPLOY_FAILED,
            "what",
            "remedy",
            () -> Thread.currentThread().isInterrupted());
    assertThat(Thread.interrupted()).as("the interrupt is kept for afterwards").isTrue();
    assertThat(interruptedInside).isFalse();
  }

  @Test
  void refusedChangeIsTranslated() {
    assertThatThrownBy(
            () ->
                engine.change(
                    CoreError.DEPLOY_FAILED,
                    "cannot do it",
                    "remedy",
                    () -> {
                      throw new ConflictException("{\"message\":\"taken\"}");
                    }))
        .hasMessage("cannot do it: taken");
  }

  @Test
  void errorPassesAsItIs() {
    AssertionError error = new AssertionError("own");
    assertThatThrownBy(
            () ->
                engine.change(
                    CoreError.DEPLOY_FAILED,
                    "what",
                    "remedy",
                    () -> {
                      throw error;
                    }))
        .isSameAs(error);
  }
}
