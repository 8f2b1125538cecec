package ai.holodeck.deploy.tck;

import static ai.holodeck.deploy.tck.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.release.DeploymentLock;
import ai.holodeck.deploy.release.DeploymentLock.Held;
import ai.holodeck.deploy.release.LockHolder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The rules of {@link DeploymentLock}. */
public abstract class DeploymentLockContract extends StateContract implements LockProcessRules {
  /** More than any test takes; a test that needs it all has failed. */
  private static final Duration LONG = Duration.ofMinutes(4);

  /** Enough for an adapter that polls to look more than once. */
  private static final Duration SEVERAL_LOOKS = Duration.ofMillis(700);

  private static final int THREADS = 4;
  private static final int EACH = 5;

  /** How often somebody looks while others take and give back. */
  private static final int LOOKS = 40;

  /** For subclasses. */
  protected DeploymentLockContract() {}

  @Rule(id = "LCK-01", text = "A free lock MUST be given at once, without telling of a wait.")
  public void freeLockIsGiven() {
    List<LockHolder> told = new ArrayList<>();

    try (Held held = open().lock().acquire(key("support"), "deploy", Duration.ZERO, told::add)) {
      held.check();
    }

    assertThat(told).isEmpty();
  }

  @Rule(
      id = "LCK-02",
      text =
          "holder MUST name who holds the lock to whoever opens the same store, and nobody when it is free.")
  public void holderIsNamed() {
    assertThat(open().lock().holder(key("support"))).isEmpty();

    try (Held held = take(open().lock(), "support")) {
      held.check();
      LockHolder holder = open().lock().holder(key("support")).orElseThrow();
      assertThat(holder.pid()).isEqualTo(ProcessHandle.current().pid());
      assertThat(holder.purpose()).isEqualTo("deploy");
      assertThat(holder.user()).isNotBlank();
      assertThat(holder.host()).isNotBlank();
    }

    assertThat(open().lock().holder(key("support"))).isEmpty();
  }

  @Rule(
      id = "LCK-03",
      text =
          "A held lock MUST be refused to anybody else with LOCKED naming the holder, and stay held.")
  public void heldLockIsRefused() {
    try (Held held = take(open().lock(), "support")) {
      String process = String.valueOf(ProcessHandle.current().pid());
      assertRefused(CoreError.LOCKED, () -> take(open().lock(), "support").close(), process);
      assertRefused(
          CoreError.LOCKED,
          () ->
              open()
                  .lock()
                  .acquire(key("support"), "destroy", Duration.ofMillis(20), holder -> {})
                  .close(),
          process);
      held.check();
    }
  }

  @Rule(
      id = "LCK-04",
      text =
          "close MUST free the lock; closing again MUST be no error and not free the next holder's.")
  public void closeFrees() {
    DeploymentLock lock = open().lock();
    Held first = take(lock, "support");
    first.close();

    try (Held second = take(lock, "support")) {
      first.close();
      second.check();
      assertRefused(CoreError.LOCKED, () -> take(open().lock(), "support").close());
    }
  }

  @Rule(
      id = "LCK-05",
      text = "The locks of different keys MUST be independent, whatever the names.")
  public void keysAreIndependent() {
    List<Held> all = new ArrayList<>();
    try {
      for (String name : StateTrial.AWKWARD_NAMES) {
        all.add(take(open().lock(), key(name)));
        all.add(take(open().lock(), trial().stage("agent", name)));
      }
      all.forEach(Held::check);
    } finally {
      all.forEach(Held::close);
    }
  }

  @Rule(
      id = "LCK-06",
      text = "acquire MUST wait while the lock is held, tell once who holds it, and then get it.")
  public void acquireWaits() throws Exception {
    List<LockHolder> told = new CopyOnWriteArrayList<>();
    try (Held held = take(open().lock(), "support")) {
      assertRefused(
          CoreError.LOCKED,
          () -> open().lock().acquire(key("support"), "deploy", SEVERAL_LOOKS, told::add).close());
      assertThat(told).as("told during a wait in vain").hasSize(1);
      held.check();
    }
    told.clear();
    CompletableFuture<LockHolder> first = new CompletableFuture<>();
    FutureTask<Boolean> waiter =
        new FutureTask<>(
            () -> {
              try (Held held =
                  open()
                      .lock()
                      .acquire(
                          key("support"),
                          "destroy",
                          LONG,
                          holder -> {
                            told.add(holder);
                            first.complete(holder);
                          })) {
                held.check();
              }
              return true;
            });
    try (Held held = take(open().lock(), "support")) {
      new Thread(waiter).start();
      assertThat(Together.get(first).purpose()).isEqualTo("deploy");
      assertThat(waiter.isDone()).isFalse();
      held.check();
    }

    assertThat(Together.get(waiter)).isTrue();
    assertThat(told).hasSize(1);
  }

  @Rule(
      id = "LCK-07",
      text =
          "An interrupt MUST end the wait with INTERRUPTED and leave the thread's flag set and the lock with its holder.")
  public void interruptEndsTheWait() throws Exception {
    CompletableFuture<Thread> waiting = new CompletableFuture<>();
    FutureTask<Boolean> waiter =
        new FutureTask<>(
            () -> {
              assertRefused(
                  CoreError.INTERRUPTED,
                  () ->
                      open()
                          .lock()
                          .acquire(
                              key("support"),
                              "deploy",
                              LONG,
                              holder -> waiting.complete(Thread.currentThread()))
                          .close());
              return Thread.currentThread().isInterrupted();
            });
    try (Held held = take(open().lock(), "support")) {
      new Thread(waiter).start();
      Together.get(waiting).interrupt();

      assertThat(Together.get(waiter)).as("the thread's interrupt flag").isTrue();
      held.check();
    }
  }

  @Rule(id = "LCK-08", text = "unlock of a free lock MUST be no error and say that nobody held it.")
  public void unlockOfFreeLock() {
    assertThat(open().lock().unlock(key("support"))).isEmpty();
    take(open().lock(), "support").close();

    assertThat(open().lock().unlock(key("support"))).isEmpty();
    take(open().lock(), "support").close();
  }

  @Rule(
      id = "LCK-09",
      text =
          "unlock MUST be refused with LOCKED while the holder lives on this machine, and change nothing.")
  public void unlockOfLivingHolderIsRefused() {
    try (Held held = take(open().lock(), "support")) {
      assertRefused(CoreError.LOCKED, () -> open().lock().unlock(key("support")));

      held.check();
      assertThat(open().lock().holder(key("support"))).isPresent();
    }
  }

  @Rule(id = "LCK-10", text = "Never MUST two hold the lock of one key.")
  public void neverTwoAtOnce() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();

    Together.run(
        THREADS,
        thread ->
            () -> {
              for (int i = 0; i < EACH; i++) {
                try (Held held = open().lock().acquire(key("support"), "deploy", LONG, h -> {})) {
                  most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                  held.check();
                  inside.decrementAndGet();
                }
              }
              return true;
            });

    assertThat(most).hasValue(1);
  }

  @Rule(
      id = "LCK-15",
      text =
          "holder MUST name a holder, nobody else, while others take and give back, and no error.")
  public void holderIsReadMeanwhile() throws Exception {
    AtomicBoolean looking = new AtomicBoolean(true);
    Together.run(THREADS, thread -> () -> thread == 0 ? look(looking) : takeWhile(looking));

    assertThat(open().lock().holder(key("support"))).isEmpty();
  }

  @Rule(id = "LCK-16", text = "A held lock MUST hinder neither records nor releases of its key.")
  public void heldLockHindersNothingElse() {
    try (Held held = take(open().lock(), "support")) {
      open().records().save(key("support"), service("a"));
      open().releases().begin(intent(key("support"), "r1"));
      assertThat(open().records().find(key("support"))).isPresent();
      assertThat(open().releases().open(key("support"))).isPresent();
      assertThat(open().records().remove(key("support"))).isTrue();
      held.check();
    }
  }

  private boolean look(AtomicBoolean looking) {
    try {
      for (int look = 0; look < LOOKS; look++) {
        open().lock().holder(key("support")).ifPresent(DeploymentLockContract::assertUs);
      }
    } finally {
      looking.set(false);
    }
    return true;
  }

  private boolean takeWhile(AtomicBoolean looking) {
    while (looking.get()) {
      open().lock().acquire(key("support"), "deploy", LONG, holder -> assertUs(holder)).close();
    }
    return true;
  }

  private static void assertUs(LockHolder holder) {
    assertThat(holder.pid()).isEqualTo(ProcessHandle.current().pid());
    assertThat(holder.purpose()).isEqualTo("deploy");
  }

  private Held take(DeploymentLock lock, String agent) {
    return take(lock, key(agent));
  }

  private static Held take(DeploymentLock lock, DeploymentKey key) {
    return lock.acquire(key, "deploy", Duration.ZERO, holder -> {});
  }
}
