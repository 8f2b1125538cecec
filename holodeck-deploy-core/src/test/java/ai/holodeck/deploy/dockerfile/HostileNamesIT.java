package ai.holodeck.deploy.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.context.BuildContext;
import ai.holodeck.deploy.context.ContextAssembler;
import ai.holodeck.deploy.context.CredentialPolicy;
import ai.holodeck.deploy.context.GeneratedFiles;
import ai.holodeck.deploy.context.PackagedPath;
import ai.holodeck.deploy.context.PackagedPath.Kind;
import ai.holodeck.deploy.error.Position;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real build is the judge: whatever a file, a folder or a label is called, the image has exactly
 * that.
 */
class HostileNamesIT {
  private static final String IMAGE = "holodeck-dockerfile-it";
  private static final int FOLDERS = 20;
  private static final int FILES = 60;

  @TempDir static Path work;
  private static Engine engine;

  @BeforeAll
  static void makeBase() {
    engine = new Engine(work);
  }

  @AfterAll
  static void removeImages() {
    engine.close();
  }

  @Test
  void everyNameReachesTheImageUnchanged() throws Exception {
    Hostile hostile = new Hostile(Long.getLong("hostile.seed", 20260101));
    Path folder = Files.createDirectory(work.resolve("agent"));
    List<PackagedPath> packaged = new ArrayList<>();
    Map<String, String> expected = new TreeMap<>();
    for (int i = 0; i < FOLDERS; i++) {
      String name = hostile.fileName() + "-" + i;
      Path inside = Files.createDirectories(folder.resolve(name).resolve(hostile.fileName()));
      String file =
          folder
              .relativize(Files.writeString(inside.resolve(hostile.fileName()), "folder " + i))
              .toString();
      packaged.add(new PackagedPath(name, Kind.DIRECTORY, Position.of(Path.of("agent.yaml"))));
      expected.put(file, "folder " + i);
    }
    for (int i = 0; i < FILES; i++) {
      // Few folders, as each costs a layer; also names that start with what they start with.
      String parent =
          i % 3 == 0
              ? ""
              : "in " + Character.toString(hostile.fileName().codePointAt(0)) + i % 5 + "/";
      Path file =
          folder.resolve(parent + (i % 2 == 0 ? i + hostile.fileName() : hostile.fileName() + i));
      Files.createDirectories(file.getParent());
      Files.writeString(file, "file " + i);
      String path = folder.relativize(file).toString();
      packaged.add(new PackagedPath(path, Kind.FILE, Position.of(Path.of("agent.yaml"))));
      expected.put(path, "file " + i);
    }
    Map<String, String> labels = new HashMap<>();
    for (int i = 0; i < 60; i++) {
      labels.put("it.label-" + i, hostile.line());
    }
    String title = "a\"b\\c $HOME 'd' # --x \\";
    DockerfileSpec.Builder spec =
        spec(packaged, title).label("it.backslash", "ends in \\").label("it.empty", "");
    labels.forEach(spec::label);

    engine.build(context(folder, packaged, spec.build()), IMAGE + ":hostile");

    Path app = engine.unpack(IMAGE + ":hostile", "/app").resolve("app");
    assertThat(contents(app)).isEqualTo(expected);
    Map<String, String> read =
        new ObjectMapper()
            .readValue(
                engine.inspect(IMAGE + ":hostile", "{{json .Config.Labels}}"),
                new TypeReference<>() {});
    read.remove("io.buildah.version"); // some engines sign their work
    assertThat(read)
        .containsAllEntriesOf(labels)
        .containsEntry("org.opencontainers.image.title", title)
        .containsEntry("it.backslash", "ends in \\")
        .containsEntry("it.empty", "")
        .hasSize(labels.size() + 5);
    assertThat(engine.inspect(IMAGE + ":hostile", "{{.Config.User}} {{json .Config.Entrypoint}}"))
        .isEqualTo("holodeck [\"/app/entrypoint.sh\"]");
  }

  @Test
  void filesAreRootsAndReadOnlyWhateverTheyWere() throws Exception {
    Path folder = Files.createDirectory(work.resolve("modes"));
    Path data = Files.createDirectories(folder.resolve("data/empty"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path file = Files.writeString(folder.resolve("data/a"), "a");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxrwxrwx"));
    List<PackagedPath> packaged =
        List.of(new PackagedPath("data", Kind.DIRECTORY, Position.of(Path.of("agent.yaml"))));

    engine.build(context(folder, packaged, spec(packaged, "modes").build()), IMAGE + ":modes");

    Path app = engine.unpack(IMAGE + ":modes", "/app").resolve("app");
    assertThat(mode(app.resolve("data/a"))).isEqualTo("r--r--r--");
    assertThat(mode(app.resolve("agent.yaml"))).isEqualTo("r--r--r--");
    assertThat(mode(app.resolve("entrypoint.sh"))).isEqualTo("r-xr-xr-x");
    assertThat(app.resolve("data/empty")).isEmptyDirectory();
    String listing =
        engine.run(
            work,
            "docker",
            "run",
            "--rm",
            "--entrypoint",
            "/bin/busybox",
            IMAGE + ":modes",
            "find",
            "/app",
            "-mindepth",
            "1",
            "(",
            "!",
            "-user",
            "root",
            "-o",
            "-perm",
            "-o+w",
            ")");
    assertThat(listing).isEmpty();
    assertThat(
            engine.run(
                work,
                "docker",
                "run",
                "--rm",
                "--entrypoint",
                "/bin/busybox",
                IMAGE + ":modes",
                "touch",
                "/var/holodeck/work/x"))
        .isEmpty();
  }

  @Test
  void moreFoldersThanLayersReachTheImage() throws Exception {
    Path folder = Files.createDirectory(work.resolve("many"));
    List<PackagedPath> packaged = new ArrayList<>();
    for (int i = 0; i < 130; i++) {
      Files.writeString(Files.createDirectory(folder.resolve("d" + i)).resolve("f"), "file");
      packaged.add(new PackagedPath("d" + i + "/f", Kind.FILE, Position.of(Path.of("agent.yaml"))));
    }

    engine.build(context(folder, packaged, spec(packaged, "many").build()), IMAGE + ":many");

    assertThat(contents(engine.unpack(IMAGE + ":many", "/app").resolve("app"))).hasSize(130);
  }

  @Test
  void rebuildWithOtherLabelsTakesEveryStepFromTheCache() throws Exception {
    Path folder = Files.createDirectory(work.resolve("cache"));
    Files.writeString(folder.resolve("prompt.md"), "be kind");
    List<PackagedPath> packaged =
        List.of(new PackagedPath("prompt.md", Kind.FILE, Position.of(Path.of("agent.yaml"))));
    DockerfileSpec.Builder spec = spec(packaged, "cache").withNodejs().extras(List.of("qdrant"));
    engine.build(context(folder, packaged, spec.created(Instant.EPOCH).build()), IMAGE + ":cache1");

    String output =
        engine.build(
            context(
                folder,
                packaged,
                spec.created(Instant.now())
                    .version("2")
                    .revision(Optional.of("0".repeat(40)))
                    .build()),
            IMAGE + ":cache2");

    List<String> fresh =
        Stream.of(output.split("(?m)^Step \\d+/\\d+ : "))
            .skip(2)
            .filter(step -> !step.contains("Using cache"))
            .toList();
    assertThat(fresh).singleElement().asString().startsWith("LABEL ");
    assertThat(
            engine.inspect(
                IMAGE + ":cache2", "{{index .Config.Labels \"org.opencontainers.image.version\"}}"))
        .isEqualTo("2");
  }

  @Test
  void nodejsAndExtrasAreInstalled() throws Exception {
    Path folder = Files.createDirectory(work.resolve("tools"));
    engine.build(
        context(
            folder,
            List.of(),
            spec(List.of(), "tools").withNodejs().extras(List.of("s3", "qdrant")).build()),
        IMAGE + ":tools");

    assertThat(Files.readString(engine.unpack(IMAGE + ":tools", "/calls").resolve("calls")))
        .contains("apt-get install -y --no-install-recommends nodejs")
        .contains("uv pip install --system --no-cache --prerelease=allow holodeck-ai[qdrant,s3]");
  }

  private static DockerfileSpec.Builder spec(List<PackagedPath> packaged, String title) {
    return DockerfileSpec.of(title)
        .baseImage(Engine.BASE)
        .files(paths(packaged, Kind.FILE))
        .directories(paths(packaged, Kind.DIRECTORY));
  }

  private static List<String> paths(List<PackagedPath> packaged, Kind kind) {
    return packaged.stream().filter(path -> path.kind() == kind).map(PackagedPath::path).toList();
  }

  private static BuildContext context(
      Path folder, List<PackagedPath> packaged, DockerfileSpec spec) {
    return ContextAssembler.forAgent(folder.resolve("agent.yaml"))
        .assemble(
            packaged,
            CredentialPolicy.REFUSE,
            GeneratedFiles.of(
                new DockerfileGenerator().generate(spec),
                DockerfileGenerator.entrypoint(),
                "name: x\n".getBytes(StandardCharsets.UTF_8),
                Optional.empty()));
  }

  private static Map<String, String> contents(Path app) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(app)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(app.relativize(file).toString(), Files.readString(file));
      }
    }
    contents.remove("agent.yaml");
    contents.remove("entrypoint.sh");
    return contents;
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
