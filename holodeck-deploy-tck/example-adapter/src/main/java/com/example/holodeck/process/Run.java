package com.example.holodeck.process;

import ai.holodeck.deploy.service.ReleaseId;
import ai.holodeck.deploy.service.ServiceOwner;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Properties;

/**
 * One process that was started for a service, as it is remembered in a folder of its own: any other
 * command finds it by this.
 *
 * @param folder holds {@code run.properties} and {@code output.log}
 * @param image the full name of what was asked for
 * @param port where it was told to listen
 * @param started the start of the process, as the system says it
 */
record Run(
    Path folder,
    ServiceOwner owner,
    ReleaseId release,
    String image,
    int port,
    String healthPath,
    long pid,
    Instant started) {
  private static final String FILE = "run.properties";

  static Run load(Path folder) throws IOException {
    Properties saved = new Properties();
    try (Reader reader = new FileReader(folder.resolve(FILE).toFile(), StandardCharsets.UTF_8)) {
      saved.load(reader);
    }
    return new Run(
        folder,
        new ServiceOwner(
            saved.getProperty("project"), saved.getProperty("stage"), saved.getProperty("agent")),
        new ReleaseId(saved.getProperty("release")),
        saved.getProperty("image"),
        Integer.parseInt(saved.getProperty("port")),
        saved.getProperty("healthPath"),
        Long.parseLong(saved.getProperty("pid")),
        Instant.parse(saved.getProperty("started")));
  }

  /** Whole or not at all: a reader never sees half of it. */
  void save() throws IOException {
    Properties saved = new Properties();
    saved.setProperty("project", owner.project());
    saved.setProperty("stage", owner.stage());
    saved.setProperty("agent", owner.agent());
    saved.setProperty("release", release.value());
    saved.setProperty("image", image);
    saved.setProperty("port", String.valueOf(port));
    saved.setProperty("healthPath", healthPath);
    saved.setProperty("pid", String.valueOf(pid));
    saved.setProperty("started", started.toString());
    Path half = folder.resolve(FILE + ".new");
    try (Writer writer = new FileWriter(half.toFile(), StandardCharsets.UTF_8)) {
      saved.store(writer, null);
    }
    Files.move(half, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
  }

  static Path log(Path folder) {
    return folder.resolve("output.log");
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  LiveProcess process() {
    return new LiveProcess(pid, started);
  }
}
