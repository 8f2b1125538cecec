package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.environment.Variables;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where engines listen on this machine when nothing names one: Docker's for everyone, Docker's of
 * this user (rootless), Podman's of this user, Podman's for everyone.
 */
final class EngineSockets {
  private EngineSockets() {}

  /** The first that is there for this user; empty when none is. */
  static Optional<Path> find(List<Path> candidates) {
    return candidates.stream().filter(Files::isWritable).findFirst();
  }

  static List<Path> candidates(Variables variables) {
    Optional<Path> runtime =
        variables.get("XDG_RUNTIME_DIR").filter(text -> !text.isBlank()).map(Path::of);
    List<Path> sockets = new ArrayList<>();
    sockets.add(Path.of(EngineAddress.DEFAULT_SOCKET.getPath()));
    runtime.ifPresent(folder -> sockets.add(folder.resolve("docker.sock")));
    runtime.ifPresent(folder -> sockets.add(folder.resolve("podman/podman.sock")));
    sockets.add(Path.of("/run/podman/podman.sock"));
    return sockets;
  }

  static URI address(Path socket) {
    return URI.create("unix://" + socket.toUri().getRawPath());
  }
}
