package ai.holodeck.deploy.state;

import ai.holodeck.deploy.release.StateBackend.Stores;
import ai.holodeck.deploy.tck.ReleaseLogContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class JsonReleaseLogTest extends ReleaseLogContract {
  @TempDir Path folder;

  @Override
  protected Stores open() {
    return Samples.stores(folder);
  }
}
