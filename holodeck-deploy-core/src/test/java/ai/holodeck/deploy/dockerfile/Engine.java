package ai.holodeck.deploy.dockerfile;

import ai.holodeck.deploy.context.BuildContext;
import ai.holodeck.deploy.context.ContextEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The real engine, by its own client and the classic builder, with a tiny base image made on the
 * spot.
 */
final class Engine implements AutoCloseable {
  static final String BASE = "holodeck-dockerfile-it-base:1";

  /** A shell, the user, and stand-ins for what would need a network. */
  private static final String MAKE_ROOT =
      """
      set -e
      mkdir -p bin etc usr/bin tmp
      cp "$(command -v busybox)" bin/busybox
      for tool in sh mkdir chown echo rm cat true; do ln -s busybox bin/$tool; done
      echo 'root:x:0:0::/:/bin/sh' > etc/passwd
      echo 'holodeck:x:1000:1000::/:/bin/sh' >> etc/passwd
      echo 'root:x:0:' > etc/group
      echo 'holodeck:x:1000:' >> etc/group
      printf '#!/bin/sh\\necho "$0 $*" >> /calls\\n' > bin/uv
      chmod 755 bin/uv
      cp bin/uv bin/apt-get
      cp bin/uv bin/curl
      """;

  private final Path work;
  private final List<String> images = new ArrayList<>();

  Engine(Path work) {
    this.work = work;
    run(
        work,
        "sh",
        "-c",
        "mkdir root && cd root && " + MAKE_ROOT + "tar -cf - . | docker import - " + BASE);
    images.add(BASE);
  }

  /** Builds and names an image; gives what the builder printed. */
  String build(BuildContext context, String name) throws IOException {
    Path folder = Files.createTempDirectory(work, "context");
    for (ContextEntry entry : context.entries()) {
      Path path = folder.resolve(entry.path());
      Files.createDirectories(path.getParent());
      if (entry instanceof ContextEntry.File file) {
        try (InputStream in = file.content().open()) {
          Files.copy(in, path);
        }
        Files.setPosixFilePermissions(path, permissions(file.mode()));
      } else {
        Files.createDirectories(path);
      }
    }
    String output = run(folder, "docker", "build", "--tag", name, ".");
    images.add(name);
    return output;
  }

  /** Unpacks a folder of an image. */
  Path unpack(String image, String from) {
    String container = run(work, "docker", "create", image, "x").strip();
    Path to = work.resolve("unpacked-" + container.substring(0, 12));
    try {
      run(
          work,
          "sh",
          "-c",
          "mkdir \"$1\" && docker cp \"$2\" - | tar -xpf - -C \"$1\"",
          "sh",
          to.toString(),
          container + ":" + from);
    } finally {
      run(work, "docker", "rm", container);
    }
    return to;
  }

  String inspect(String image, String format) {
    return run(work, "docker", "image", "inspect", "--format", format, image).strip();
  }

  @Override
  public void close() {
    for (int i = images.size() - 1; i >= 0; i--) {
      run(work, "docker", "rmi", "--force", images.get(i));
    }
  }

  String run(Path folder, String... command) {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("DOCKER_BUILDKIT", "0");
    builder.environment().put("DOCKER_CLI_HINTS", "false");
    try {
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(String.join(" ", command) + "\n" + output);
      }
      return output;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("cannot run " + command[0], e);
    }
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    PosixFilePermission[] fromHighToLow = PosixFilePermission.values();
    for (int bit = 0; bit < 9; bit++) {
      if ((mode & (0400 >> bit)) != 0) {
        permissions.add(fromHighToLow[bit]);
      }
    }
    return permissions;
  }
}
