package ai.holodeck.deploy.cli.architecture.broken.injected.docker;

import com.google.inject.Inject;
import org.jspecify.annotations.Nullable;

final class Engine {
  @Inject @Nullable String name;
}
