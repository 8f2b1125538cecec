package com.example.holodeck.process;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process of the system, told by its number and its start: numbers are given again. */
record LiveProcess(long pid, Instant started) {
  /** The system counts from its boot: a corrected clock moves every start by a little. */
  private static final Duration SAME_START = Duration.ofSeconds(5);

  private static final Duration GRACE = Duration.ofSeconds(10);

  boolean isAlive() {
    return handle().isPresent();
  }

  /** Asks it and its children to end, and makes them when they do not. Returns when it is gone. */
  void stop() {
    Optional<ProcessHandle> running = handle();
    if (running.isEmpty()) {
      return;
    }
    List<ProcessHandle> family =
        Stream.concat(running.stream(), running.get().descendants()).toList();
    family.forEach(ProcessHandle::destroy);
    if (!ends(family)) {
      family.forEach(ProcessHandle::destroyForcibly);
      if (!ends(family)) {
        throw new DeployException(
            CoreError.DEPLOY_FAILED,
            "process " + pid + " does not end",
            "end it by hand, then run the command again");
      }
    }
  }

  /** Not cut short by an interrupt: whoever stops waiting for a service still cleans up. */
  private static boolean ends(List<ProcessHandle> family) {
    CompletableFuture.allOf(
            family.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
        .completeOnTimeout(null, GRACE.toSeconds(), TimeUnit.SECONDS)
        .join();
    return family.stream().noneMatch(ProcessHandle::isAlive);
  }

  private Optional<ProcessHandle> handle() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(
            handle ->
                handle
                    .info()
                    .startInstant()
                    .map(start -> Duration.between(start, started).abs())
                    .filter(difference -> difference.compareTo(SAME_START) < 0)
                    .isPresent());
  }
}
