package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.context.BuildContext;
import ai.holodeck.deploy.context.ContextEntry;
import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.image.BuildListener;
import ai.holodeck.deploy.image.BuildRequest;
import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.PullPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The real engine of this machine, and images on it that need no network: a base image made of one
 * static busybox, and a web server whose behaviour variables decide.
 */
final class Probe {
  static final String BASE = "holodeck-deploy-it/base:busybox";
  static final DockerEngine DOCKER = DockerEngine.connect(Variables.ofProcess());
  static final Engine ENGINE = Engine.connect(Variables.ofProcess());

  /**
   * {@code EXIT_CODE} ends it at once, {@code START_DELAY} delays it, {@code HEALTH} is the status
   * of {@code /cgi-bin/health}, {@code LINES} are printed; {@code /cgi-bin/env} gives its
   * environment, {@code /version} its {@code VERSION}.
   */
  private static final String SCRIPT =
      """
      #!/bin/sh
      echo "probe $VERSION begins"
      echo "probe warns" >&2
      [ -n "$LINES_BEFORE_EXIT" ] && echo "$LINES_BEFORE_EXIT"
      [ -n "$EXIT_CODE" ] && exit "$EXIT_CODE"
      [ -n "$START_DELAY" ] && sleep "$START_DELAY"
      mkdir -p /www/cgi-bin
      printf '#!/bin/sh\\nprintf "HTTP/1.0 %s x\\\\r\\\\n\\\\r\\\\nhealth"\\n' "${HEALTH:-200}" > /www/cgi-bin/health
      printf '#!/bin/sh\\nprintf "Content-Type: text/plain\\\\r\\\\n\\\\r\\\\n"; cat /proc/1/environ\\n' > /www/cgi-bin/env
      chmod 755 /www/cgi-bin/*
      [ -n "$READY" ] && mkdir -p /www/ready
      echo "$VERSION" > /www/version
      echo "probe $VERSION listens"
      httpd -f -p 8080 -h /www &
      child=$!
      trap 'kill $child; echo "probe $VERSION stops"; exit 0' TERM
      wait $child
      """;

  private static final String DOCKERFILE =
      "FROM " + BASE + "\nCOPY probe.sh /probe.sh\nEXPOSE 8080\nCMD [\"/bin/sh\", \"/probe.sh\"]\n";

  private static final List<String> APPLETS =
      List.of(
          "cat", "ls", "stat", "sleep", "httpd", "echo", "mkdir", "chmod", "id", "find", "printf",
          "kill", "seq", "head", "touch", "dd", "wc", "tr", "rm");

  private Probe() {}

  /** The base image; from the cache when it was made before. */
  static synchronized String base() {
    List<ContextEntry> files = new ArrayList<>();
    files.add(Entries.file("Dockerfile", 0444, "FROM scratch\nCOPY bin /bin\nCMD [\"/bin/sh\"]\n"));
    files.add(Entries.file("bin/busybox", 0555, read(Path.of("/bin/busybox"))));
    files.add(Entries.file("bin/sh", 0555, read(Path.of("/bin/busybox"))));
    // A script each: copies of a two-megabyte file would be wasteful.
    APPLETS.forEach(
        name ->
            files.add(
                Entries.file(
                    "bin/" + name, 0555, "#!/bin/sh\nexec /bin/busybox " + name + " \"$@\"\n")));
    build(BASE, "scratch", files);
    return BASE;
  }

  /** The web server. */
  static synchronized EngineImage image() {
    return build(
        "holodeck-deploy-it/probe:1",
        base(),
        List.of(
            Entries.file("Dockerfile", 0444, DOCKERFILE), Entries.file("probe.sh", 0555, SCRIPT)));
  }

  private static EngineImage build(String name, String base, List<ContextEntry> files) {
    BuildRequest request =
        BuildRequest.of(new BuildContext(files), ImageReference.parse(name), base)
            .platform(DOCKER.imageBuilder().enginePlatform())
            .pullPolicy(PullPolicy.NEVER)
            .build();
    return DOCKER.imageBuilder().build(request, BuildListener.silent()).image();
  }

  private static byte[] read(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the tests need a static busybox (Debian: busybox-static) at " + path, e);
    }
  }
}
