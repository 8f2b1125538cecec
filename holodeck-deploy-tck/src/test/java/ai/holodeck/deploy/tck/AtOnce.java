package ai.holodeck.deploy.tck;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

/** What only one thread at a time may do, done by two. */
final class AtOnce {
  private AtOnce() {}

  static void run(Runnable one, Runnable two) throws InterruptedException {
    CyclicBarrier start = new CyclicBarrier(2);
    Thread other =
        new Thread(
            () -> {
              if (await(start)) {
                two.run();
              }
            });
    other.start();
    try {
      await(start);
      one.run();
    } finally {
      other.join();
    }
  }

  private static boolean await(CyclicBarrier start) {
    try {
      start.await();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (BrokenBarrierException e) {
      return false;
    }
  }
}
