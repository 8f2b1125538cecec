package com.example.holodeck.process;

import ai.holodeck.deploy.service.ServiceName;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is remembered of services: a folder for each, in it one folder for each run, and a file
 * {@code current} with the name of the run that serves. A run that is not the current one is a
 * leftover of a command that was killed.
 */
final class Services {
  private static final String CURRENT = "current";
  private static final String NAME = "[a-z0-9-]{1,100}";

  private final Path folder;

  static boolean isName(ServiceName name) {
    return name.value().matches(NAME);
  }

  Services(Path folder) {
    this.folder = folder;
  }

  /** Nobody else changes this service while the lock is held. */
  FolderLock lock(ServiceName name, Duration patience) throws IOException, InterruptedException {
    return FolderLock.take(folder.resolve(name + ".lock"), patience);
  }

  /** A new run's folder. */
  Path prepare(ServiceName name) throws IOException {
    Files.createDirectories(folder.resolve(name.value()));
    return Files.createTempDirectory(folder.resolve(name.value()), "run-");
  }

  /** The run that serves; needs no lock. */
  Optional<Run> current(ServiceName name) throws IOException {
    if (!isName(name)) {
      return Optional.empty();
    }
    Path service = folder.resolve(name.value());
    // Not by java.nio.file: its channels are closed by an interrupt, and this must be read then
    // too.
    try (InputStream current = new FileInputStream(service.resolve(CURRENT).toFile())) {
      String run = new String(current.readAllBytes(), StandardCharsets.UTF_8);
      return Optional.of(Run.load(service.resolve(run)));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /** From now on this run serves, and no other. */
  void promote(ServiceName name, Run run) throws IOException {
    Path current = folder.resolve(name.value()).resolve(CURRENT);
    Path next = run.folder().resolve(CURRENT);
    try (Writer writer = new FileWriter(next.toFile(), StandardCharsets.UTF_8)) {
      writer.write(run.folder().getFileName().toString());
    }
    Files.move(next, current, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Ends every run of the service and forgets it; one that cannot be ended is not forgotten. */
  void remove(ServiceName name) throws IOException {
    for (Path run : children(folder.resolve(name.value()), "run-*")) {
      end(run);
    }
    Files.deleteIfExists(folder.resolve(name.value()).resolve(CURRENT));
    Files.deleteIfExists(folder.resolve(name.value()));
  }

  /** Ends every run that is not the current one. */
  void sweep(ServiceName name) throws IOException {
    Optional<Path> serving = current(name).map(Run::folder);
    for (Path run : children(folder.resolve(name.value()), "run-*")) {
      if (!serving.equals(Optional.of(run))) {
        end(run);
      }
    }
  }

  /** In the order of their names. */
  List<ServiceName> names() throws IOException {
    return children(folder, "*").stream()
        .map(path -> path.getFileName().toString())
        .map(ServiceName::new)
        .filter(Services::isName)
        .toList();
  }

  /** The ports of all runs, living or not. */
  Set<Integer> ports() throws IOException {
    Set<Integer> ports = new HashSet<>();
    for (ServiceName name : names()) {
      for (Path run : children(folder.resolve(name.value()), "run-*")) {
        saved(run).ifPresent(each -> ports.add(each.port()));
      }
    }
    return ports;
  }

  private static void end(Path run) throws IOException {
    saved(run).map(Run::process).ifPresent(LiveProcess::stop);
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Empty when its process was never started, or when it is gone by now. */
  private static Optional<Run> saved(Path run) throws IOException {
    try {
      return Optional.of(Run.load(run));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  private static List<Path> children(Path folder, String glob) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder, glob)) {
      children.forEach(found::add);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    }
    found.sort(Comparator.naturalOrder());
    return found;
  }
}
