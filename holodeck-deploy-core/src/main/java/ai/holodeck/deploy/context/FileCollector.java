package ai.holodeck.deploy.context;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.error.Position;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Walks what an agent refers to, and gathers entries and everything that is wrong. One use, one
 * thread.
 */
final class FileCollector {
  /** Beside the agent file; {@code .git} is a file in worktrees and submodules. */
  private static final Set<String> NEVER = Set.of(".git", ".holodeck");

  private static final String LOOP = "is a symbolic link that leads back to itself";
  private static final String LEFT_OUT =
      "is needed but leads to what " + DockerIgnore.NAME + " ignores or what is never packed";
  private static final String RESERVED =
      "would stand in the image where a file of the image itself stands; rename it";
  private static final String FILES = PackagedFiles.FOLDER;

  private final Path realFolder;
  private final DockerIgnore ignore;
  private final Set<String> reserved;
  private final SortedMap<String, ContextEntry> entries = new TreeMap<>();
  private final Set<String> credentials = new TreeSet<>();
  private final Set<String> sources = new HashSet<>();
  private final Set<String> directories = new HashSet<>();
  private final List<String> faults = new ArrayList<>();

  FileCollector(Path realFolder, DockerIgnore ignore, String agentFileName) {
    this.realFolder = realFolder;
    this.ignore = ignore;
    this.reserved =
        new HashSet<>(Set.of("agent.yaml", "config.yaml", "config.yml", "entrypoint.sh"));
    reserved.add(agentFileName);
  }

  /** Adds one file or directory that the agent names, with all that is in it. */
  void add(PackagedPath packaged) {
    String path = packaged.path();
    Node node = new Node(packaged.position(), realFolder.resolve(path), path, path, Set.of());
    Optional<IgnorePattern> ignoring = ignore.ignoring(path);
    if (isNever(path)) {
      fault(node, "lies in a folder that is never part of an image (.git, .holodeck)");
    } else if (reserved.contains(path)) {
      fault(node, RESERVED);
    } else {
      int before = faults.size();
      visit(node);
      if (faults.size() == before && !isAnythingPacked(contextPath(node))) {
        fault(node, ignoring.map(FileCollector::ignored).orElse(LEFT_OUT));
      }
    }
    if (packaged.kind() == PackagedPath.Kind.DIRECTORY) {
      directories.add(path);
    }
  }

  /** Throws all that is wrong with the files, if anything is. */
  void refuseFaults() {
    if (!faults.isEmpty()) {
      throw new DeployException(
          CoreError.FILES_INVALID,
          faults.size() == 1 ? faults.get(0) : faults.size() + " files cannot go into the image",
          "correct the path or the file"
              + (faults.size() == 1 ? "" : " in each line above")
              + ", or name what is not needed in .dockerignore",
          faults.size() == 1 ? List.of() : faults,
          null);
    }
  }

  /** Files shaped like credentials. */
  List<String> credentials() {
    return List.copyOf(credentials);
  }

  /** All files and directories. */
  PackagedFiles files() {
    Set<String> read = Set.copyOf(sources);
    Set<String> roots = Set.copyOf(directories);
    return new PackagedFiles(
        List.copyOf(entries.values()),
        path ->
            reserved.contains(path)
                || read.contains(path)
                || (roots.stream().anyMatch(root -> root.equals(".") || path.startsWith(root + "/"))
                    && !isNever(path)
                    && ignore.ignoring(path).isEmpty())
                || read.stream().anyMatch(file -> file.startsWith(path + "/")));
  }

  /**
   * A place on the walk.
   *
   * @param position where the agent refers to it
   * @param file where it is read
   * @param path where it is found, links not resolved, relative
   * @param real the same with links resolved
   * @param above the real directories that lead here
   */
  private record Node(Position position, Path file, String path, String real, Set<Path> above) {
    Node child(String name) {
      Set<Path> chain = new HashSet<>(above);
      chain.add(file);
      return new Node(position, file.resolve(name), join(path, name), join(real, name), chain);
    }

    private static String join(String folder, String name) {
      return folder.equals(".") ? name : folder + "/" + name;
    }
  }

  private void visit(Node found) {
    try {
      boolean isLink = Files.isSymbolicLink(found.file());
      if (isLink && ignore.ignoring(found.path()).isPresent()) {
        return;
      }
      Node node = isLink || found.above().isEmpty() ? resolve(found) : found;
      BasicFileAttributes attributes =
          Files.readAttributes(node.file(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (isNever(node.real())) {
        return;
      }
      if (attributes.isDirectory()) {
        visitDirectory(node);
      } else if (!isIgnored(node)) {
        visitFile(node, attributes);
      }
    } catch (FileSystemLoopException e) {
      fault(found, LOOP);
    } catch (NoSuchFileException e) {
      fault(
          found,
          Files.isSymbolicLink(found.file()) ? "is a symbolic link to nothing" : "does not exist");
    } catch (OutsideException e) {
      fault(found, "leads out of the agent's folder, to " + e.getMessage());
    } catch (AccessDeniedException e) {
      fault(found, "cannot be read: permission denied");
    } catch (IOException e) {
      // The JDK has no type of its own for the system's "too many levels of symbolic links".
      boolean isLink = Files.isSymbolicLink(found.file());
      fault(found, isLink ? LOOP : "cannot be read: " + e.getMessage());
    }
  }

  private Node resolve(Node node) throws IOException {
    Path real = node.file().toRealPath();
    if (!real.startsWith(realFolder)) {
      throw new OutsideException(real.toString());
    }
    if (node.above().contains(real)) {
      throw new FileSystemLoopException(node.path());
    }
    String relative = realFolder.relativize(real).toString();
    return new Node(
        node.position(), real, node.path(), relative.isEmpty() ? "." : relative, node.above());
  }

  private void visitDirectory(Node node) throws IOException {
    boolean ignored = isIgnored(node);
    if (ignored && !ignore.hasExceptions()) {
      return;
    }
    if (!ignored) {
      String path = contextPath(node);
      entries.put(path, new ContextEntry.Directory(path, Modes.DIRECTORY));
    }
    List<String> names;
    try (Stream<Path> children = Files.list(node.file())) {
      names = children.map(child -> String.valueOf(child.getFileName())).sorted().toList();
    }
    for (String name : names) {
      Node child = node.child(name);
      if (name.indexOf('\uFFFD') >= 0) {
        fault(child, "has a name that is not UTF-8, or the locale is not (LC_ALL=C.UTF-8)");
      } else if (child.path().equals("entrypoint.sh") && !isIgnored(child)) {
        fault(child, RESERVED);
      } else if (!reserved.contains(child.path()) && !isNever(child.path())) {
        visit(child);
      }
    }
  }

  private void visitFile(Node node, BasicFileAttributes attributes) throws IOException {
    if (!attributes.isRegularFile()) {
      fault(node, "is " + SpecialFile.nameOf(node.file()) + ", which no image can hold");
    } else if (!Files.isReadable(node.file())) {
      throw new AccessDeniedException(node.path());
    } else {
      String path = contextPath(node);
      long size = attributes.size();
      entries.put(
          path,
          new ContextEntry.File(
              path, Modes.FILE, size, new StableContent(node.file(), node.path(), size)));
      sources.add(node.path());
      sources.add(node.real());
      if (CredentialCheck.isSuspicious(lastPart(node.path()))
          || CredentialCheck.isSuspicious(lastPart(node.real()))) {
        credentials.add(node.path());
      }
    }
  }

  private boolean isIgnored(Node node) {
    return ignore.ignoring(node.path()).isPresent()
        || (!node.real().equals(node.path()) && ignore.ignoring(node.real()).isPresent());
  }

  private void fault(Node node, String what) {
    faults.add(node.position() + ": '" + node.path() + "' " + what);
  }

  private boolean isAnythingPacked(String path) {
    return entries.keySet().stream()
        .anyMatch(entry -> entry.equals(path) || entry.startsWith(path + "/"));
  }

  private static String contextPath(Node node) {
    return node.path().equals(".") ? FILES : FILES + "/" + node.path();
  }

  private static String ignored(IgnorePattern pattern) {
    return "is needed but ignored by "
        + DockerIgnore.NAME
        + ":"
        + pattern.line()
        + ": "
        + pattern.text();
  }

  private static boolean isNever(String path) {
    return Stream.of(path.split("/")).anyMatch(NEVER::contains);
  }

  private static String lastPart(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static final class OutsideException extends IOException {
    private static final long serialVersionUID = 1L;

    OutsideException(String target) {
      super(target);
    }
  }
}
