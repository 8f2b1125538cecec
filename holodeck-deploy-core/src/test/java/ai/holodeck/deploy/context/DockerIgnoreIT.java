package ai.holodeck.deploy.context;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real Docker client is the judge: it is given random folders with random {@code .dockerignore}
 * files, and what it sends to an engine must be what our matcher keeps. The engine's side is a
 * socket that keeps what comes.
 */
class DockerIgnoreIT {
  private static final int CASES = Integer.getInteger("dockerignore.cases", 100);
  private static final List<String> NAMES =
      List.of("a", "b", "ab", "a.b", "c$", "x y", "é", "a-", "~a");
  private static final List<String> PARTS =
      List.of(
          "a", "b", "ab", "a.b", "c$", "x y", "é", "a-", "~a", "*", "?", "a*", "*b", "a?b", "[ab]",
          "[^a]", "[a-c]*", "a\\.b", "\\*", "x\\ y", "**", "*.*", "??");

  /**
   * Clients before 23 take these for parts of a regular expression; all do so with braces and bars,
   * which we read as documented.
   */
  private static final List<String> NEWER = List.of("(a)", "a+");

  @TempDir Path temp;
  private HttpServer engine;
  private Path received;

  @BeforeEach
  void startEngine() throws IOException {
    received = temp.resolve("received.tar");
    engine = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    engine.setExecutor(Executors.newCachedThreadPool());
    engine.createContext("/", this::answer);
    engine.start();
  }

  @AfterEach
  void stopEngine() {
    engine.stop(0);
  }

  /**
   * Before 23 a client looked at one parent of a path only, and in another order, so it cannot
   * judge exceptions.
   */
  private boolean isOldClient() throws Exception {
    String version = run(temp, "docker", "--version").replaceFirst("\\D+", "");
    return Integer.parseInt(version.substring(0, version.indexOf('.'))) < 23;
  }

  @Test
  void randomFoldersAreReadAsTheClientReadsThem() throws Exception {
    boolean isOld = isOldClient();
    List<String> names = isOld ? NAMES : join(NAMES, NEWER);
    List<String> parts = isOld ? PARTS : join(PARTS, NEWER);
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed);
      Path folder = Files.createDirectory(temp.resolve("case" + seed));
      NavigableSet<String> paths = randomTree(folder, names, random);
      List<String> lines = randomLines(parts, random);
      lines.removeIf(line -> isOld && line.startsWith("!"));
      Files.writeString(folder.resolve(DockerIgnore.NAME), String.join("\n", lines) + "\n");

      NavigableSet<String> sent = sentByClient(folder);

      assertThat(kept(paths, lines))
          .as("seed %d, lines %s, paths %s", seed, lines, paths)
          .isEqualTo(sent);
    }
  }

  private static NavigableSet<String> randomTree(Path folder, List<String> names, Random random)
      throws IOException {
    NavigableSet<String> paths = new TreeSet<>();
    for (int i = 0; i < 12; i++) {
      Path at = folder;
      for (int depth = random.nextInt(4); depth >= 0; depth--) {
        at = at.resolve(pick(names, random));
        if (Files.exists(at) ? Files.isDirectory(at) : depth > 0 || random.nextInt(4) == 0) {
          Files.createDirectories(at);
        } else if (!Files.exists(at)) {
          Files.writeString(at, "");
        } else {
          break;
        }
      }
    }
    try (Stream<Path> all = Files.walk(folder)) {
      all.filter(path -> !path.equals(folder))
          .forEach(path -> paths.add(folder.relativize(path).toString()));
    }
    Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\n");
    return paths;
  }

  private static List<String> randomLines(List<String> choice, Random random) {
    List<String> lines = new ArrayList<>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      List<String> parts = new ArrayList<>();
      for (int depth = random.nextInt(3); depth >= 0; depth--) {
        parts.add(pick(choice, random));
      }
      String pattern = String.join("/", parts);
      lines.add(
          (random.nextInt(3) == 0 ? "!" : "")
              + pick(List.of("", "", "", "/", "./", " ", "a/../"), random)
              + pattern
              + pick(List.of("", "", "", "/", " ", "\r", "/."), random));
      if (random.nextInt(5) == 0) {
        lines.add(pick(List.of("", "# a", "   ", "#"), random));
      }
    }
    return lines;
  }

  /** What our matcher keeps, less what the classic client does not look for. */
  private static NavigableSet<String> kept(Set<String> paths, List<String> lines) {
    DockerIgnore ignore = DockerIgnore.parse(DockerIgnore.NAME, String.join("\n", lines));
    NavigableSet<String> kept = new TreeSet<>();
    for (String path : paths) {
      if (ignore.ignoring(path).isEmpty() && !isPruned(path, ignore, lines)) {
        kept.add(path);
      }
    }
    return kept;
  }

  /**
   * The classic client enters an ignored directory only for an exception that begins with its name.
   */
  private static boolean isPruned(String path, DockerIgnore ignore, List<String> lines) {
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      String parent = path.substring(0, slash);
      if (ignore.ignoring(parent).isPresent()
          && lines.stream().noneMatch(line -> isExceptionBelow(parent, line))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isExceptionBelow(String parent, String line) {
    String text = line.strip();
    return text.startsWith("!")
        && (Path.of("/", text.substring(1).strip()).normalize() + "/")
            .startsWith("/" + parent + "/");
  }

  private NavigableSet<String> sentByClient(Path folder) throws Exception {
    Files.deleteIfExists(received);
    run(folder, "docker", "build", "--quiet", ".");
    NavigableSet<String> sent = new TreeSet<>();
    String listing = run(folder, "tar", "--quoting-style=literal", "-tf", received.toString());
    listing.lines().map(line -> line.replaceFirst("/$", "")).forEach(sent::add);
    sent.removeAll(Set.of("Dockerfile", DockerIgnore.NAME));
    return sent;
  }

  private String run(Path folder, String... command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("DOCKER_BUILDKIT", "0");
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("DOCKER_HOST", "tcp://127.0.0.1:" + engine.getAddress().getPort());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s in %s: %s", List.of(command), folder, output).isZero();
    return output;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = "OK".getBytes(StandardCharsets.UTF_8);
      if (exchange.getRequestURI().getPath().endsWith("/build")) {
        try (OutputStream out = Files.newOutputStream(received)) {
          exchange.getRequestBody().transferTo(out);
        }
        body =
            "{\"aux\":{\"ID\":\"sha256:0\"}}\n{\"stream\":\"Successfully built 0\\n\"}\n"
                .getBytes(StandardCharsets.UTF_8);
      }
      exchange.getResponseHeaders().set("Api-Version", "1.41");
      exchange.getResponseHeaders().set("Ostype", "linux");
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(
          200, exchange.getRequestMethod().equals("HEAD") ? -1 : body.length);
      if (!exchange.getRequestMethod().equals("HEAD")) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private static List<String> join(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  private static <T> T pick(List<T> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }
}
