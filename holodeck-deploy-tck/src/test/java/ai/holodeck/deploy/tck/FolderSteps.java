package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.context.ContextEntry;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.BuildEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Works through a Dockerfile, as the builder says. */
final class FolderSteps {
  /** In memory where there is such a place: a thousand files are slow on some disks. */
  private static final Path PLACE =
      Stream.of("/dev/shm", System.getProperty("java.io.tmpdir"))
          .map(Path::of)
          .filter(Files::isWritable)
          .findFirst()
          .orElseThrow();

  private static final int ATTEMPTS = 3;

  private final FolderBuilder builder;
  private final FolderWork work;

  FolderSteps(FolderBuilder builder, FolderWork work) {
    this.builder = builder;
    this.work = work;
  }

  void run() throws InterruptedException {
    List<String> instructions = instructions();
    for (int i = 0; i < instructions.size(); i++) {
      String instruction = instructions.get(i);
      work.step = "step " + (i + 1) + " of " + instructions.size() + ", " + instruction;
      work.stepLines.clear();
      work.lines.add(work.step);
      tell(builder.started(i + 1, instructions.size(), instruction));
      try {
        step(instruction);
      } catch (DeployException e) {
        if (work.failure == null) {
          work.failure = e;
        }
        if (builder.stopsAtFailure()) {
          return;
        }
      }
    }
  }

  private List<String> instructions() throws InterruptedException {
    String path = builder.dockerfile(work.request);
    ContextEntry.File file =
        work.request.context().entries().stream()
            .filter(entry -> entry.path().equals(path))
            .map(ContextEntry.File.class::cast)
            .findFirst()
            .orElseThrow(() -> builder.missingDockerfile(work.request.dockerfile()));
    List<String> lines = new String(read(file), StandardCharsets.UTF_8).lines().toList();
    for (String line : lines) {
      if (!builder.isKnown(word(line))) {
        throw new DeployException(
            CoreError.BUILD_FAILED, "unknown instruction '" + word(line) + "'", "correct it");
      }
    }
    return lines;
  }

  private void step(String instruction) throws InterruptedException {
    String rest = instruction.substring(word(instruction).length()).strip();
    switch (word(instruction)) {
      case "LABEL" -> label(rest);
      case "WORKDIR" -> workdir(rest);
      case "COPY" -> copy(rest);
      case "RUN" -> make(instruction, () -> execute(rest));
      default -> work.key = next(instruction);
    }
  }

  private void label(String pair) {
    work.key = next("LABEL " + pair);
    String[] parts = pair.split("=", 2);
    work.labels.put(parts[0], parts[1].replaceAll("^\"|\"$", ""));
  }

  private void workdir(String path) {
    work.key = next("WORKDIR " + path);
    work.folder = work.resolve(path);
    String folder = work.folder.replaceFirst("/$", "");
    if (!folder.isEmpty()) {
      work.files = work.files.with(Map.of(folder, FolderFiles.Node.folder(0755)));
    }
  }

  private void copy(String arguments) throws InterruptedException {
    String source = arguments.substring(0, arguments.indexOf(' '));
    String target = work.resolve(arguments.substring(source.length() + 1));
    StringBuilder key = new StringBuilder("COPY ").append(arguments);
    Map<String, FolderFiles.Node> copied = copied(source.replaceFirst("/$", ""), target, key);
    make(key.toString(), () -> work.files.with(copied));
  }

  private Map<String, FolderFiles.Node> copied(String source, String target, StringBuilder key)
      throws InterruptedException {
    Map<String, FolderFiles.Node> copied = new TreeMap<>();
    String prefix = source.equals(".") ? "" : source + "/";
    for (ContextEntry entry : builder.entries(work.request)) {
      if (entry.path().startsWith(prefix)) {
        int mode = builder.mode(entry);
        FolderFiles.Node node =
            entry instanceof ContextEntry.File file
                ? FolderFiles.Node.file(mode, builder.content(read(file)))
                : FolderFiles.Node.folder(mode);
        String path = entry.path().substring(prefix.length());
        copied.put(target + path, node);
        key.append('\n').append(builder.keyOf(path, node, entry));
      }
    }
    return copied.isEmpty() ? builder.nothingToCopy(source) : copied;
  }

  private byte[] read(ContextEntry.File file) throws InterruptedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] chunk = new byte[64 * 1024];
    try (InputStream content = file.content().open()) {
      for (int count = content.read(chunk); count >= 0; count = content.read(chunk)) {
        builder.checkInterrupt();
        bytes.write(chunk, 0, count);
      }
    } catch (IOException e) {
      throw builder.unreadable(file.path(), e);
    }
    return bytes.toByteArray();
  }

  private void make(String keyed, Making making) throws InterruptedException {
    work.key = next(keyed);
    Optional<FolderEngine.Made> cached = builder.cached(work.request, work.key);
    if (cached.isPresent()) {
      work.make(builder.reuse(this, cached.get()));
      return;
    }
    FolderFiles after = making.files();
    FolderEngine.Made made =
        new FolderEngine.Made(after, Optional.of(builder.layer(after, work.files)));
    builder.engine.cache.put(work.key, made);
    work.make(made);
  }

  /** Runs a command in the image's folder; gives the files as it left them. */
  FolderFiles execute(String command) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      Optional<FolderFiles> after = execute(command, attempt);
      if (after.isPresent()) {
        return after.get();
      }
    }
  }

  /** Empty when it was killed from outside, and may be tried again. */
  private Optional<FolderFiles> execute(String command, int attempt) throws InterruptedException {
    try {
      Path root = Files.createTempDirectory(PLACE, "kit-image");
      try {
        work.files.writeTo(root);
        boolean ended = execute(command, root, attempt);
        return ended
            ? Optional.of(builder.afterRun(work.files, FolderFiles.readFrom(root)))
            : Optional.empty();
      } finally {
        FolderFiles.delete(root);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean execute(String command, Path root, int attempt)
      throws IOException, InterruptedException {
    Process process =
        builder.engine.start(
            builder.process(command).directory(root.resolve(work.folder).toFile()));
    try {
      var output = FolderEngine.lines(process);
      for (var line = builder.next(output); line.isPresent(); line = builder.next(output)) {
        String text = builder.line(line.get());
        work.lines.add(text);
        work.stepLines.add(text);
        tell(new BuildEvent.Output(text));
      }
      int exit = process.waitFor();
      builder.ended(process, exit);
      if (attempt < ATTEMPTS && FolderEngine.wasKilledFromOutside(process)) {
        return false;
      }
      if (exit != 0) {
        throw new DeployException(
            CoreError.BUILD_FAILED,
            "the build failed at " + work.step + ": exit code " + exit,
            "correct the step",
            builder.details(work),
            null);
      }
      return true;
    } catch (InterruptedException | OfListener e) {
      builder.stop(process, e);
      throw e;
    }
  }

  void tell(BuildEvent event) throws InterruptedException {
    try {
      builder.tell(work, event);
    } catch (RuntimeException e) {
      throw new OfListener(e);
    }
  }

  /** The key of the next step: that of this one, and what the next does. */
  private String next(String keyed) {
    return Sha256.of((work.key + "\n" + keyed).getBytes(StandardCharsets.UTF_8));
  }

  boolean isRun() {
    return work.step.matches("step \\d+ of \\d+, RUN .*");
  }

  /** The instruction that is being worked at, without its first word. */
  String argument() {
    return work.step.replaceFirst("^step \\d+ of \\d+, \\w+ ", "");
  }

  private static String word(String line) {
    int blank = line.indexOf(' ');
    return blank < 0 ? line : line.substring(0, blank);
  }

  @FunctionalInterface
  private interface Making {
    FolderFiles files() throws InterruptedException;
  }

  /** What the listener threw, so that it is not taken for a failure of ours. */
  static final class OfListener extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OfListener(RuntimeException thrown) {
      super(thrown);
    }

    RuntimeException thrown() {
      return (RuntimeException) java.util.Objects.requireNonNull(getCause());
    }
  }
}
