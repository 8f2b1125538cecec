package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.context.ContextEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Adds the folders that a context only implies. An engine would make them itself, with a mode that
 * depends on its version.
 */
final class ContextFolders {
  /** What core gives the folders that it names. */
  private static final int MODE = 0555;

  private ContextFolders() {}

  static List<ContextEntry> withParents(List<ContextEntry> entries) {
    Set<String> named = new HashSet<>();
    for (ContextEntry entry : entries) {
      if (entry instanceof ContextEntry.Directory) {
        named.add(entry.path());
      }
    }
    List<ContextEntry> all = new ArrayList<>(entries.size());
    for (ContextEntry entry : entries) {
      String path = entry.path();
      for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
        if (named.add(path.substring(0, slash))) {
          all.add(new ContextEntry.Directory(path.substring(0, slash), MODE));
        }
      }
      all.add(entry);
    }
    return all;
  }
}
