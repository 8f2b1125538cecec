package ai.holodeck.deploy.state;

import static ai.holodeck.deploy.state.Samples.service;
import static ai.holodeck.deploy.state.Samples.stores;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.environment.Secret;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.release.DeploymentLock;
import ai.holodeck.deploy.release.DeploymentRecord;
import ai.holodeck.deploy.release.LockHolder;
import ai.holodeck.deploy.release.Release;
import ai.holodeck.deploy.release.StateBackend.Stores;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one folder, some of them killed. */
class ProcessesIT {
  private static final DeploymentKey BOT = DeploymentKey.of("bot");
  private static final int PROCESSES = 6;
  private static final int EACH = 20;
  private static final int KILLS = 50;
  private static final long SEED = 20260304;

  @TempDir Path folder;
  private final List<Process> children = new ArrayList<>();

  @AfterEach
  void endChildren() {
    children.forEach(Process::destroyForcibly);
  }

  @Test
  void manyProcessesLoseNothing() throws Exception {
    for (int p = 0; p < PROCESSES; p++) {
      start("fill", "p" + p, EACH);
    }
    assertAllSucceed();

    Stores stores = stores(folder);
    assertThat(stores.records().list()).hasSize(PROCESSES * EACH + 1);
    String shared = Files.readString(folder.resolve(".holodeck/deployments.json"));
    ReferenceSchema.check(shared);
    for (int p = 0; p < PROCESSES; p++) {
      for (int i = 0; i < EACH; i++) {
        DeploymentKey key = DeploymentKey.of("p" + p + "-" + i);
        assertThat(stores.records().find(key)).isPresent();
        assertThat(shared.contains("\"" + key.agent() + "\"")).isEqualTo(i % 2 == 0);
        assertThat(stores.releases().history(key)).hasSize(1).noneMatch(Release::isOpen);
      }
    }
    DeploymentRecord bot = stores.records().find(BOT).orElseThrow();
    assertThat(bot.updatedAt()).isAfter(bot.createdAt());
  }

  @Test
  void aKilledWriterLeavesTheStateBeforeOrAfterItsWrite() throws Exception {
    Random random = new Random(SEED);
    int done = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Process child = start("change", done + 1);
      BufferedReader output = Child.output(child);
      int last = Integer.parseInt(String.valueOf(output.readLine()));
      assertThat(child.waitFor(random.nextInt(30_000), TimeUnit.MICROSECONDS)).isFalse();
      // By its handle: the process itself would close its output, which is to be read to the end.
      assertThat(child.toHandle().destroyForcibly()).isTrue();
      // Only a line with its end counts as told.
      StringBuilder rest = new StringBuilder();
      for (int c = output.read(); c >= 0; c = output.read()) {
        rest.append((char) c);
      }
      String told = rest.substring(0, rest.lastIndexOf("\n") + 1);
      last = told.lines().map(Integer::parseInt).reduce(last, (a, b) -> b);
      child.waitFor();

      List<Optional<String>> allowed = List.of(idAfter(last), idAfter(last + 1));
      Optional<String> found = found();
      assertThat(allowed).as("kill %s of seed %s, after %s", kill, SEED, last).contains(found);
      if (Files.exists(folder.resolve(".holodeck/deployments.json"))) {
        ReferenceSchema.check(Files.readString(folder.resolve(".holodeck/deployments.json")));
      }
      done = found.equals(allowed.get(1)) ? last + 1 : last;
    }

    stores(folder).records().save(DeploymentKey.of("last"), service("azure", "x"));
    try (Stream<Path> files = Files.list(folder.resolve(".holodeck"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(".gitignore", "deployments.json", "locks", "releases.json");
    }
  }

  @Test
  void aLockEndsWithItsKilledProcess() throws Exception {
    Process child = start("hold");
    assertThat(Child.output(child).readLine()).isEqualTo("locked");
    DeploymentLock lock = stores(folder).lock();

    assertThat(lock.holder(BOT).map(LockHolder::pid)).contains(child.pid());
    DeployException refused =
        catchThrowableOfType(
            DeployException.class,
            () -> lock.acquire(BOT, "deploy", Duration.ZERO, holder -> {}).close());
    assertThat(refused).isNotNull();
    assertThat(refused.code()).isEqualTo(CoreError.LOCKED);
    assertThat(refused.what()).contains("process " + child.pid());
    assertThat(catchThrowableOfType(DeployException.class, () -> lock.unlock(BOT))).isNotNull();

    CompletableFuture<LockHolder> told = new CompletableFuture<>();
    CompletableFuture<Boolean> got =
        CompletableFuture.supplyAsync(
            () -> {
              lock.acquire(BOT, "destroy", Duration.ofMinutes(2), told::complete).close();
              return true;
            });
    assertThat(told.get(1, TimeUnit.MINUTES).pid()).isEqualTo(child.pid());
    assertThat(got).isNotDone();
    child.destroyForcibly();

    assertThat(got.get(1, TimeUnit.MINUTES)).isTrue();
    assertThat(lock.holder(BOT)).isEmpty();
    assertThat(lock.unlock(BOT)).isEmpty();
  }

  @Test
  void aLockOfAnUnreachableProcessIsTakenAwayAndItsHolderLearnsIt() throws Exception {
    Process child = start("hold");
    BufferedReader output = Child.output(child);
    assertThat(output.readLine()).isEqualTo("locked");
    assertThat(ask(child, output)).isEqualTo("held");
    // As a process on another machine would have written it into a shared folder.
    Path note = folder.resolve(".holodeck/locks").resolve(LockFile.name(BOT) + ".json");
    Files.writeString(
        note,
        Files.readString(note)
            .replaceAll("\"host\": \"[^\"]*\"", "\"host\": \"elsewhere.example\""));
    DeploymentLock lock = stores(folder).lock();

    assertThat(lock.unlock(BOT).map(LockHolder::host)).contains("elsewhere.example");

    assertThat(lock.holder(BOT)).isEmpty();
    try (DeploymentLock.Held held = lock.acquire(BOT, "deploy", Duration.ZERO, holder -> {})) {
      assertThat(ask(child, output)).isEqualTo("LOCKED");
      child.getOutputStream().close();
      assertThat(child.waitFor()).isZero();
      held.check();
      assertThat(lock.holder(BOT).map(LockHolder::pid)).contains(ProcessHandle.current().pid());
    }
  }

  @Test
  void aRefusedThreadDoesNotDropTheLockOfItsProcess() throws Exception {
    DeploymentLock lock = stores(folder).lock();
    try (DeploymentLock.Held held = lock.acquire(BOT, "deploy", Duration.ZERO, holder -> {})) {
      DeploymentLock another = stores(folder).lock();
      assertThat(
              catchThrowableOfType(
                  DeployException.class,
                  () -> another.acquire(BOT, "deploy", Duration.ZERO, holder -> {}).close()))
          .isNotNull();
      assertThat(another.holder(BOT)).isPresent();
      assertThat(catchThrowableOfType(DeployException.class, () -> another.unlock(BOT)))
          .isNotNull();
      held.check();

      assertThat(Child.output(start("try")).readLine()).isEqualTo("LOCKED");
    }
    assertThat(Child.output(start("try")).readLine()).isEqualTo("locked");
  }

  @Test
  void processesThatMakeTheFirstFingerprintAtOnceMakeOneKey() throws Exception {
    List<BufferedReader> outputs = new ArrayList<>();
    for (int p = 0; p < PROCESSES; p++) {
      outputs.add(Child.output(start("fingerprint")));
    }
    for (BufferedReader output : outputs) {
      assertThat(output.readLine()).isEqualTo("ready");
    }
    for (Process child : children) {
      child.getOutputStream().write('?');
      child.getOutputStream().flush();
    }
    Set<String> given = new HashSet<>();
    for (BufferedReader output : outputs) {
      given.add(String.valueOf(output.readLine()));
    }
    assertAllSucceed();

    assertThat(given)
        .containsExactly(
            stores(folder)
                .releases()
                .fingerprint(new EnvironmentVariable("API_KEY", Secret.of("hunter2"))));
  }

  private void assertAllSucceed() throws InterruptedException {
    for (Process child : children) {
      assertThat(child.waitFor()).isZero();
    }
  }

  private Process start(String role, Object... more) throws IOException {
    Process child = Child.start(role, folder, more);
    children.add(child);
    return child;
  }

  private static String ask(Process child, BufferedReader output) throws IOException {
    Writer in = child.outputWriter(StandardCharsets.UTF_8);
    in.write("?\n");
    in.flush();
    return String.valueOf(output.readLine());
  }

  private Optional<String> found() {
    return stores(folder)
        .records()
        .find(BOT)
        .map(DeploymentRecord::service)
        .map(service -> service.serviceId() + " " + service.state());
  }

  /** What {@link Child} has made of the record when change number {@code n} is done. */
  private static Optional<String> idAfter(int n) {
    return n % 3 == 0 ? Optional.empty() : Optional.of("v" + n + " RUNNING");
  }
}
