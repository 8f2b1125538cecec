package ai.holodeck.deploy.state;

import ai.holodeck.deploy.release.StateBackend;
import ai.holodeck.deploy.tck.ReleaseLogContract;
import ai.holodeck.deploy.tck.StoredContent;
import java.time.Clock;
import java.util.Optional;

class JsonReleaseLogTest extends ReleaseLogContract {
  @Override
  protected StateBackend backend() {
    return new JsonStateBackend(Clock.systemUTC());
  }

  @Override
  protected Optional<StoredContent> storedContent() {
    return Optional.of(Samples.storedContent(folder()));
  }
}
