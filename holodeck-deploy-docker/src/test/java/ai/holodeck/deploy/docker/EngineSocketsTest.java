package ai.holodeck.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.environment.Variables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineSocketsTest {
  @TempDir Path runtime;

  @Test
  void dockersComesBeforeRootlessOnesAndPodmans() {
    assertThat(
            EngineSockets.candidates(Variables.of(Map.of("XDG_RUNTIME_DIR", runtime.toString()))))
        .containsExactly(
            Path.of("/var/run/docker.sock"),
            runtime.resolve("docker.sock"),
            runtime.resolve("podman/podman.sock"),
            Path.of("/run/podman/podman.sock"));
    assertThat(EngineSockets.candidates(Variables.of(Map.of("XDG_RUNTIME_DIR", " "))))
        .containsExactly(Path.of("/var/run/docker.sock"), Path.of("/run/podman/podman.sock"));
  }

  @Test
  void firstThatIsThereIsTaken() throws IOException {
    Path rootless = runtime.resolve("docker.sock");
    Path podman = runtime.resolve("podman.sock");
    assertThat(EngineSockets.find(List.of(rootless, podman))).isEmpty();
    Files.createFile(podman);
    assertThat(EngineSockets.find(List.of(rootless, podman))).contains(podman);
    Files.createFile(rootless);
    assertThat(EngineSockets.find(List.of(rootless, podman))).contains(rootless);
  }

  @Test
  void addressNamesTheSocketWhateverItsName() {
    assertThat(
            EngineAddress.onThisMachine(Optional.of(Path.of("/run/a b/d.sock"))).host().getPath())
        .isEqualTo("/run/a b/d.sock");
    assertThat(EngineAddress.onThisMachine(Optional.empty()).host())
        .as("what the error names when there is none")
        .isEqualTo(EngineAddress.DEFAULT_SOCKET);
  }
}
