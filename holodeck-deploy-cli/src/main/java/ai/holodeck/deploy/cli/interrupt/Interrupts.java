package ai.holodeck.deploy.cli.interrupt;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * What happens at Ctrl-C: the first time the working thread is interrupted and given a while to
 * clean up, then, or the second time, the process ends at once.
 */
public final class Interrupts {

  /** 128 + SIGINT, as shells report it; used for SIGTERM and SIGHUP too. */
  public static final int EXIT_CODE = 130;

  /**
   * Long enough to remove a container that is being stopped with the usual grace of ten seconds.
   */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

  private final Thread worker;
  private final Duration patience;
  private final Consumer<String> notice;
  private final IntConsumer end;
  private final AtomicInteger count = new AtomicInteger();
  private final CountDownLatch done = new CountDownLatch(1);

  /**
   * @param worker the thread to interrupt
   * @param patience how long it may clean up
   * @param notice is told what is going on
   * @param end ends the process at once, with this exit code
   */
  Interrupts(Thread worker, Duration patience, Consumer<String> notice, IntConsumer end) {
    this.worker = worker;
    this.patience = patience;
    this.notice = notice;
    this.end = end;
  }

  /** Listens to the signals of this process on behalf of the calling thread. */
  public static Interrupts install(Consumer<String> notice) {
    Interrupts interrupts =
        new Interrupts(Thread.currentThread(), PATIENCE, notice, Runtime.getRuntime()::halt);
    SIGNALS.forEach(interrupts::listen);
    return interrupts;
  }

  /** Whether the process was told to stop. */
  public boolean happened() {
    return count.get() > 0;
  }

  /** Says that the work is over, cleaned up. */
  public void done() {
    done.countDown();
  }

  void onSignal() {
    if (count.incrementAndGet() > 1) {
      end.accept(EXIT_CODE);
      return;
    }
    notice.accept("interrupted: cleaning up; press Ctrl-C again to stop at once");
    worker.interrupt();
    Thread guard = new Thread(this::awaitEnd, "interrupt-guard");
    guard.setDaemon(true);
    guard.start();
  }

  private void awaitEnd() {
    try {
      if (!done.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        notice.accept(
            "the clean-up did not end within "
                + patience.toSeconds()
                + " s; the next command looks after the rest");
        end.accept(EXIT_CODE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The JDK has no other way to learn of a signal without the process being on its way out already,
   * which a second signal could then not speed up. Its compiler warns of these classes wherever
   * they are named, hence by reflection.
   */
  private void listen(String name) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              Interrupts.class.getClassLoader(), new Class<?>[] {handler}, this::invoke);
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    } catch (InvocationTargetException e) {
      // A system without this signal, or a JVM told to leave it alone (-Xrs): it then ends the
      // process as ever.
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("sun.misc.Signal of module jdk.unsupported", e);
    }
  }

  private Object invoke(Object proxy, Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "handle" -> {
        onSignal();
        yield 0;
      }
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "interrupts";
    };
  }
}
