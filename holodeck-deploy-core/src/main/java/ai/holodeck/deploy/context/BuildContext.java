package ai.holodeck.deploy.context;

import java.util.List;

/**
 * The files that a build gets, in a fixed order (sorted by path), each with a normalised mode: the
 * same inputs give the same context whatever the host's umask or clock.
 *
 * @param entries sorted by path, no path twice
 */
public record BuildContext(List<ContextEntry> entries) {
  public BuildContext {
    entries = entries.stream().sorted(java.util.Comparator.comparing(ContextEntry::path)).toList();
    for (int i = 1; i < entries.size(); i++) {
      if (entries.get(i).path().equals(entries.get(i - 1).path())) {
        throw new IllegalArgumentException(
            "twice in the build context: '" + entries.get(i).path() + "'");
      }
    }
  }
}
