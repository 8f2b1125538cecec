package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.release.DeploymentLock;
import ai.holodeck.deploy.release.ReleaseLog;
import ai.holodeck.deploy.release.StateBackend.Stores;
import ai.holodeck.deploy.release.StateRepository;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The contracts as an adapter's author extends them, on whatever {@link #put} gave. */
final class Subjects {
  private static @Nullable Supplier<Stores> backend;
  private static final ThreadLocal<Supplier<DeployerHarness>> PROVIDER = new ThreadLocal<>();

  private Subjects() {}

  static void put(Supplier<Stores> next) {
    backend = next;
  }

  static void putHarness(Supplier<DeployerHarness> next) {
    PROVIDER.set(next);
  }

  static Stores stores(StateRepository records, DeploymentLock lock, ReleaseLog releases) {
    return new Stores(records, lock, releases);
  }

  private static Stores fresh() {
    return Objects.requireNonNull(backend).get();
  }

  static final class Records extends StateRepositoryContract {
    private final Stores stores = fresh();

    @Override
    protected Stores open() {
      return stores;
    }
  }

  static final class Log extends ReleaseLogContract {
    private final Stores stores = fresh();

    @Override
    protected Stores open() {
      return stores;
    }
  }

  static final class Lock extends DeploymentLockContract {
    private final Stores stores = fresh();

    @Override
    protected Stores open() {
      return stores;
    }
  }

  static class Provider extends DeployerContract {
    @Override
    protected DeployerHarness harness() {
      return PROVIDER.get().get();
    }
  }
}
