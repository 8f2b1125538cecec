package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.tck.probe.Probe;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageCmd;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * The kit's probe as images, by the kit's own Dockerfile. The image with Java that they are made
 * from is made without a network: of this machine's JDK (its modules that the probe needs, by
 * jlink) and of the C library that it is linked with.
 */
final class ProbeImages {
  private static final String NAME = "holodeck-deploy-it/tck-probe";

  private static final Pattern LIBRARY = Pattern.compile("(/\\S+\\.so\\S*)");

  private final DockerClient client;
  private final Map<String, EngineImage> images = new HashMap<>();
  private String runtime = "";

  ProbeImages(DockerClient client) {
    this.client = client;
  }

  synchronized EngineImage version(String version) {
    EngineImage known = images.get(version);
    if (known == null) {
      known = build(version);
      images.put(version, known);
    }
    return known;
  }

  private EngineImage build(String version) {
    Map<String, String> arguments = Map.of("JAVA", runtime(), "PROBE_VERSION", version);
    String name = NAME + ":" + version;
    String id =
        inFolder(
            folder -> {
              unpack(folder);
              return build(folder, name, arguments);
            });
    return new EngineImage(ImageReference.parse(name), id);
  }

  /** What the kit's jar has for building the probe: its classes, a Dockerfile, a script. */
  static void unpack(Path into) throws IOException {
    Path classes;
    try {
      classes = Path.of(Probe.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    String inside = Probe.class.getPackageName().replace('.', '/');
    if (Files.isDirectory(classes)) {
      copy(classes.resolve(inside), into);
    } else {
      try (FileSystem jar = FileSystems.newFileSystem(classes)) {
        copy(jar.getPath(inside), into);
      }
    }
  }

  /** An image with Java and nothing else. */
  synchronized String runtime() {
    if (runtime.isEmpty()) {
      inFolder(this::buildRuntime);
      runtime = NAME + ":runtime";
    }
    return runtime;
  }

  private String buildRuntime(Path folder) throws IOException {
    Path java = folder.resolve("opt/java");
    Files.createDirectories(java.getParent());
    jlink(java);
    for (Path library : librariesOf(java)) {
      Path copy = folder.resolve(library.toString().substring(1));
      Files.createDirectories(copy.getParent());
      Files.copy(library, copy, StandardCopyOption.REPLACE_EXISTING);
    }
    Files.createDirectories(folder.resolve("tmp"));
    Files.writeString(folder.resolve("tmp/empty"), "");
    Files.writeString(
        folder.resolve("Dockerfile"),
        """
        FROM scratch
        COPY . /
        ENV PATH=/opt/java/bin
        """);
    return build(folder, NAME + ":runtime", Map.of());
  }

  private static synchronized void jlink(Path into) {
    int code =
        ToolProvider.findFirst("jlink")
            .orElseThrow(() -> new AssertionError("this JDK has no jlink"))
            .run(
                System.out,
                System.err,
                "--add-modules",
                "java.base,jdk.httpserver",
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                into.toString());
    if (code != 0) {
      throw new AssertionError("jlink ended with code " + code);
    }
  }

  /** What the dynamic linker would load, the linker itself included. */
  private static Set<Path> librariesOf(Path java) throws IOException {
    Set<Path> libraries = new TreeSet<>();
    List<Path> binaries;
    try (Stream<Path> files = Files.walk(java)) {
      binaries =
          files
              .filter(file -> file.endsWith("bin/java") || file.toString().endsWith(".so"))
              .toList();
    }
    for (Path binary : binaries) {
      Process ldd =
          new ProcessBuilder("ldd", binary.toString())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .start();
      String output = new String(ldd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher matcher = LIBRARY.matcher(output);
      while (matcher.find()) {
        Path library = Path.of(matcher.group(1));
        if (!library.startsWith(java) && Files.exists(library)) {
          libraries.add(library);
        }
      }
    }
    return libraries;
  }

  private static void copy(Path from, Path into) throws IOException {
    Files.createDirectories(into);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, into.resolve(file.getFileName().toString()));
      }
    }
  }

  private String build(Path folder, String tag, Map<String, String> arguments) {
    // As the script that is published with the Dockerfile does.
    BuildImageCmd command =
        client.buildImageCmd(folder.toFile()).withTags(Set.of(tag)).withNoCache(true);
    arguments.forEach(command::withBuildArg);
    return command.exec(new BuildImageResultCallback()).awaitImageId();
  }

  private interface InFolder {
    String build(Path folder) throws IOException;
  }

  private static String inFolder(InFolder work) {
    try {
      Path folder = Files.createTempDirectory("probe-image");
      try {
        return work.build(folder);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
