package com.example.holodeck.process;

import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.service.DeployRequest;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Starts processes, each on a port of its own. */
final class Launcher {
  /** Below what Linux (32768) and others (49152, RFC 6335) hand out to whoever asks for any. */
  private static final int FIRST_PORT = 20_000;

  private static final int PORTS = 10_000;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** What a program can hardly do without; nothing else of this command's own variables. */
  private static final Set<String> INHERITED = Set.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR");

  private final Path folder;
  private final List<String> command;

  Launcher(Path folder, List<String> command) {
    this.folder = folder;
    this.command = command;
  }

  /**
   * Starts what is asked for; its lines go to a file in the run's folder. A command that is killed
   * right between start and note leaves a process that nobody knows: the price of a provider that
   * takes no name for what it starts.
   */
  Run start(DeployRequest request, Path run, Services services)
      throws IOException, InterruptedException {
    // Held until the port is written down, so that nobody else picks it.
    try (FolderLock held = FolderLock.take(folder.resolve("ports.lock"), PATIENCE)) {
      int port = freePort(services.ports());
      ProcessBuilder builder =
          new ProcessBuilder(command.stream().map(word -> filledIn(word, request, port)).toList())
              .directory(run.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .redirectErrorStream(true)
              .redirectOutput(Run.log(run).toFile());
      Map<String, String> environment = builder.environment();
      environment.keySet().retainAll(INHERITED);
      for (EnvironmentVariable variable : request.environment()) {
        environment.put(variable.name(), variable.value().reveal());
      }
      environment.put("HOLODECK_PORT", String.valueOf(port));
      ProcessHandle process = builder.start().toHandle();
      Run started =
          new Run(
              run,
              request.owner(),
              request.releaseId(),
              request.image().uri(),
              port,
              request.healthPath(),
              process.pid(),
              process.info().startInstant().orElseGet(Instant::now));
      started.save();
      return started;
    }
  }

  private static String filledIn(String word, DeployRequest request, int port) {
    return word.replace("{image}", request.image().uri())
        .replace("{tag}", request.image().reference().tag().value())
        .replace("{port}", String.valueOf(port));
  }

  private static int freePort(Set<Integer> taken) {
    int first = ThreadLocalRandom.current().nextInt(PORTS);
    for (int i = 0; i < PORTS; i++) {
      int port = FIRST_PORT + (first + i) % PORTS;
      if (!taken.contains(port) && isFree(port)) {
        return port;
      }
    }
    throw new DeployException(
        CoreError.PORT_TAKEN,
        "no port from " + FIRST_PORT + " on is free",
        "destroy services that are needed no more");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
