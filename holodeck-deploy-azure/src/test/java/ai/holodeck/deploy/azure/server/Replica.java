package ai.holodeck.deploy.azure.server;

import ai.holodeck.deploy.tck.probe.Probe;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** One container: the probe as a process. */
final class Replica {
  private static final Duration ANSWER = Duration.ofSeconds(20);

  /** Where what runs in other processes lies. */
  private static final String CLASSES =
      List.of(ProbeContainer.class, Probe.class).stream()
          .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
          .reduce((one, other) -> one + File.pathSeparator + other)
          .orElseThrow();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(ANSWER).build();
  private final Console console = new Console();
  private final Map<String, String> environment;
  private final int containerPort;
  private Process process;
  private Path portFile;
  private int restarts;

  Replica(Map<String, String> environment, int containerPort) {
    this.environment = Map.copyOf(environment);
    this.containerPort = containerPort;
    this.portFile = Path.of("");
    this.process = start();
  }

  private synchronized Process start() {
    try {
      portFile = Files.createTempDirectory("replica").resolve("port");
      ProcessBuilder builder =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx64m",
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  CLASSES,
                  ProbeContainer.class.getName(),
                  portFile.toString())
              .redirectErrorStream(true);
      Map<String, String> variables = builder.environment();
      variables.clear();
      variables.put("LC_ALL", "C.UTF-8");
      variables.putAll(environment);
      Process started = builder.start();
      LoopbackServer.threads().execute(() -> console.take(started.getInputStream()));
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Console console() {
    return console;
  }

  synchronized boolean isRunning() {
    return process.isAlive();
  }

  synchronized int restarts() {
    return restarts;
  }

  synchronized int exitCode() {
    return process.exitValue();
  }

  /** Ends it and starts it again. */
  synchronized void restart() {
    stopProcess();
    restarts++;
    process = start();
  }

  /** Where the container's port is on this machine; empty while nothing listens there. */
  synchronized OptionalInt published(int port) {
    try {
      return port == containerPort && process.isAlive() && Files.exists(portFile)
          ? OptionalInt.of(Integer.parseInt(Files.readString(portFile)))
          : OptionalInt.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The status at a path; 0 for no answer. */
  int ask(int port, String path) throws InterruptedException {
    OptionalInt published = published(port);
    if (published.isEmpty()) {
      return 0;
    }
    try {
      return client
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + published.getAsInt() + path))
                  .timeout(ANSWER)
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      return 0;
    }
  }

  synchronized void stop() {
    stopProcess();
    console.close();
  }

  private void stopProcess() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
