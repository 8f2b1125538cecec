package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.context.BuildContext;
import ai.holodeck.deploy.context.ContextEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A build context for Podman, which would apply a {@code .dockerignore} to it once more, and so
 * leave out what was let in by name. It does not where there is a {@code .containerignore}; this
 * one leaves out nothing but itself.
 */
final class PodmanContext {
  private static final String NAME = ".containerignore";

  private PodmanContext() {}

  static BuildContext of(BuildContext context) {
    boolean hasOwn = context.entries().stream().anyMatch(entry -> entry.path().equals(NAME));
    if (hasOwn) {
      return context;
    }
    List<ContextEntry> entries = new ArrayList<>(context.entries());
    entries.add(
        ContextEntry.File.of(NAME, 0444, ("/" + NAME + "\n").getBytes(StandardCharsets.UTF_8)));
    return new BuildContext(entries);
  }
}
