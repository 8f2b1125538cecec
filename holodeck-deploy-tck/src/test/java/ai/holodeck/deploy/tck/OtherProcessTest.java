package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.holodeck.deploy.config.Settings;
import ai.holodeck.deploy.environment.Secret;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.release.StateBackend;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong in another process is told in the test's own. */
class OtherProcessTest {
  private static final Map<String, Object> SETTINGS =
      Map.of(
          "password",
          Secret.of("hunter2"),
          "port",
          7,
          "fast",
          true,
          "share",
          0.5,
          "hosts",
          List.of("a", "b"),
          "nested",
          Map.of("deep", "x"));

  @TempDir Path folder;

  @Test
  void settingsArriveWithTheirSecrets() {
    try (OtherProcess process = start(Telling.class)) {
      assertThatThrownBy(process::next)
          .hasMessageContaining(
              "Block[password=*****, port=7, fast=true, share=0.5, hosts=[a, b], nested={deep=x}] hunter2"
                  .replace("*****", Secret.of("x").toString()));
    }
  }

  @Test
  void classWithoutAFittingConstructorIsNamed() {
    try (OtherProcess process = start(Constructed.class)) {
      assertThatThrownBy(process::next)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining(
              Constructed.class.getName() + " has no constructor without parameters");
    }
  }

  @Test
  void classThatIsNotThereIsNamedWithTheClassPath() {
    Runnable hidden = () -> {};
    try (OtherProcess process = start(hidden.getClass())) {
      assertThatThrownBy(process::next)
          .hasMessageContaining("does not find " + hidden.getClass().getName())
          .hasMessageContaining(System.getProperty("java.class.path"));
    }
  }

  @Test
  void failedConstructorIsNamedWithItsReason() {
    try (OtherProcess process = start(Failing.class)) {
      assertThatThrownBy(process::next)
          .hasMessageContaining("the constructor of " + Failing.class.getName() + " failed")
          .hasMessageContaining("nothing is set up here");
    }
  }

  @Test
  void processThatEndsIsToldWithItsErrorOutput() {
    try (OtherProcess process = start(Halting.class)) {
      assertThatThrownBy(process::next)
          .hasMessageContaining("has ended before its time")
          .hasMessageContaining("the last words");
    }
  }

  private OtherProcess start(Class<?> testClass) {
    return OtherProcess.start(
        new Job(Task.HOLD, testClass, folder, Settings.of("state", SETTINGS)));
  }

  /** Has a backend that tells its settings. */
  static final class Telling extends DeploymentLockContract {
    @Override
    protected StateBackend backend() {
      return new StateBackend() {
        @Override
        public String id() {
          return "telling";
        }

        @Override
        public Stores open(Path at, Settings settings) {
          Block block = settings.bind(Block.class);
          throw new DeployException(
              CoreError.STATE_INVALID, block + " " + block.password.reveal(), "none");
        }
      };
    }

    record Block(
        Secret password,
        int port,
        boolean fast,
        double share,
        List<String> hosts,
        Map<String, String> nested) {}
  }

  /** Wants something to be made. */
  static final class Constructed extends DeploymentLockContract {
    private final StateBackend backend;

    Constructed(StateBackend backend) {
      this.backend = backend;
    }

    @Override
    protected StateBackend backend() {
      return backend;
    }
  }

  /** Wants what only the test has set up. */
  static final class Failing extends DeploymentLockContract {
    Failing() {
      throw new IllegalStateException("nothing is set up here");
    }

    @Override
    protected StateBackend backend() {
      return new StateSubjects.Backend();
    }
  }

  /** Ends its process. */
  static final class Halting extends DeploymentLockContract {
    @Override
    protected StateBackend backend() {
      System.err.println("the last words");
      Runtime.getRuntime().halt(3);
      return new StateSubjects.Backend();
    }
  }
}
