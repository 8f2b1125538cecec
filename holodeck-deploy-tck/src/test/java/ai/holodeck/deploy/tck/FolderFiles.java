package ai.holodeck.deploy.tck;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of an image, by their paths. Immutable. */
final class FolderFiles {
  /** A file or folder. */
  static final class Node {
    private final int mode;
    private final byte[] content;
    private final String digest;

    private Node(int mode, byte[] content, String digest) {
      this.mode = mode;
      this.content = content;
      this.digest = digest;
    }

    static Node file(int mode, byte[] content) {
      return new Node(mode, content, Sha256.of(content));
    }

    static Node folder(int mode) {
      return new Node(mode, new byte[0], "folder");
    }

    boolean isFolder() {
      return digest.equals("folder");
    }

    int size() {
      return content.length;
    }

    /** Of the content; of a folder a word. */
    String digest() {
      return digest;
    }

    /** Differs when anything differs. */
    String key() {
      return Integer.toOctalString(mode) + " " + digest;
    }
  }

  /** From 0400 on. */
  private static final PosixFilePermission[] BITS = PosixFilePermission.values();

  private final Map<String, Node> nodes;

  private FolderFiles(Map<String, Node> nodes) {
    this.nodes = nodes;
  }

  static FolderFiles none() {
    return new FolderFiles(new TreeMap<>());
  }

  /** The same with others; folders that are only implied are added. */
  FolderFiles with(Map<String, Node> more) {
    Map<String, Node> all = new TreeMap<>(nodes);
    more.forEach(
        (path, node) -> {
          for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            all.putIfAbsent(path.substring(0, slash), Node.folder(0755));
          }
          all.put(path, node);
        });
    return new FolderFiles(all);
  }

  /** The digest of what is not the same in another. */
  String layerOver(FolderFiles before) {
    List<String> lines = new ArrayList<>();
    nodes.forEach(
        (path, node) -> {
          Node other = before.nodes.get(path);
          if (other == null || !other.key().equals(node.key())) {
            lines.add(path + " " + node.key());
          }
        });
    before.nodes.keySet().stream()
        .filter(path -> !nodes.containsKey(path))
        .forEach(path -> lines.add(path + " removed"));
    return Sha256.of(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  /** Writes all into an empty folder of the disk. */
  void writeTo(Path root) throws IOException {
    for (Map.Entry<String, Node> each : nodes.entrySet()) {
      Path path = root.resolve(each.getKey());
      if (each.getValue().isFolder()) {
        Files.createDirectories(path);
      } else {
        Files.write(path, each.getValue().content);
        Files.setPosixFilePermissions(path, permissions(each.getValue().mode));
      }
    }
    // Last: a folder may be closed to writing.
    for (Map.Entry<String, Node> each : nodes.entrySet()) {
      if (each.getValue().isFolder()) {
        Files.setPosixFilePermissions(
            root.resolve(each.getKey()), permissions(each.getValue().mode));
      }
    }
  }

  static FolderFiles readFrom(Path root) throws IOException {
    Map<String, Node> found = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.filter(each -> !each.equals(root)).toList()) {
        int mode = mode(Files.getPosixFilePermissions(path));
        found.put(
            root.relativize(path).toString(),
            Files.isDirectory(path)
                ? Node.folder(mode)
                : Node.file(mode, Files.readAllBytes(path)));
      }
    }
    return new FolderFiles(found);
  }

  static void delete(Path root) throws IOException {
    List<Path> all;
    try (Stream<Path> found = Files.walk(root)) {
      all = new ArrayList<>(found.toList());
    }
    for (Path path : all) {
      if (Files.isDirectory(path)) {
        Files.setPosixFilePermissions(path, permissions(0700));
      }
    }
    java.util.Collections.reverse(all);
    for (Path path : all) {
      Files.delete(path);
    }
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    for (int i = 0; i < BITS.length; i++) {
      if ((mode & (0400 >> i)) != 0) {
        permissions.add(BITS[i]);
      }
    }
    return permissions;
  }

  private static int mode(Set<PosixFilePermission> permissions) {
    int mode = 0;
    for (int i = 0; i < BITS.length; i++) {
      mode |= permissions.contains(BITS[i]) ? 0400 >> i : 0;
    }
    return mode;
  }
}
