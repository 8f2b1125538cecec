package ai.holodeck.deploy.context;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The agent's own files as they go into a build context, below {@code files/}. Immutable; file
 * contents are read only when the context is.
 *
 * @param entries files and directories
 * @param covers whether a path, relative to the agent's folder, is one of the sources of the image,
 *     or would be if it were there, or is a directory that holds one; the agent file and the
 *     configuration beside it are
 */
public record PackagedFiles(List<ContextEntry> entries, Predicate<String> covers) {
  /**
   * The folder of the build context that holds the agent's own files, away from what this tool
   * adds.
   */
  public static final String FOLDER = "files";

  public PackagedFiles {
    entries = List.copyOf(entries);
  }

  /** The whole context: these and what this tool writes itself. */
  public BuildContext with(GeneratedFiles generated) {
    List<ContextEntry> all = new ArrayList<>(generated.entries());
    all.addAll(entries);
    return new BuildContext(all);
  }
}
