package ai.holodeck.deploy.state;

import ai.holodeck.deploy.release.StateBackend.Stores;
import ai.holodeck.deploy.tck.StateRepositoryContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class JsonStateRepositoryTest extends StateRepositoryContract {
  @TempDir Path folder;

  @Override
  protected Stores open() {
    return Samples.stores(folder);
  }
}
