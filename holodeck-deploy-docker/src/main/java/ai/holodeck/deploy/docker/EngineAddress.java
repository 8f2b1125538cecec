package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the engine is, found the way the {@code docker} command finds it: {@code DOCKER_HOST}, then
 * the context of {@code DOCKER_CONTEXT} or of {@code config.json}, then the default socket; where
 * that is not, a rootless one or Podman's.
 *
 * @param host {@code unix://…} or {@code tcp://host:port}
 * @param certificates folder with {@code ca.pem}, {@code cert.pem} and {@code key.pem} when the
 *     connection is TLS
 * @param source where the address comes from, for people
 */
record EngineAddress(URI host, Optional<Path> certificates, String source) {
  static final URI DEFAULT_SOCKET = URI.create("unix:///var/run/docker.sock");

  /** The address that these variables and the files of {@code DOCKER_CONFIG} lead to. */
  static EngineAddress resolve(Variables variables) {
    Path folder = configFolder(variables);
    Optional<String> host = set(variables, "DOCKER_HOST");
    if (host.isPresent()) {
      boolean tls = set(variables, "DOCKER_TLS_VERIFY").isPresent();
      Path certificates = set(variables, "DOCKER_CERT_PATH").map(Path::of).orElse(folder);
      return of(host.get(), tls ? Optional.of(certificates) : Optional.empty(), "DOCKER_HOST");
    }
    EngineContexts contexts = new EngineContexts(folder);
    Optional<String> chosen = set(variables, "DOCKER_CONTEXT");
    Optional<String> name = chosen.or(contexts::current);
    if (name.filter("default"::equals).isPresent()) {
      return onThisMachine(Optional.empty());
    }
    if (name.isEmpty()) {
      return onThisMachine(EngineSockets.find(EngineSockets.candidates(variables)));
    }
    String source =
        "context '"
            + name.get()
            + "' of "
            + (chosen.isPresent() ? "DOCKER_CONTEXT" : folder.resolve("config.json"));
    String endpoint =
        contexts
            .host(name.get())
            .orElseThrow(
                () ->
                    new DeployException(
                        CoreError.ENGINE_UNAVAILABLE,
                        "there is no Docker " + source,
                        "name one of those that 'docker context ls' shows, or unset DOCKER_CONTEXT"));
    return of(endpoint, contexts.certificates(name.get()), source);
  }

  /** The folder of {@code config.json}. */
  static Path configFolder(Variables variables) {
    return set(variables, "DOCKER_CONFIG")
        .map(Path::of)
        .orElseGet(
            () ->
                Path.of(
                    variables.get("HOME").orElse(System.getProperty("user.home", "")), ".docker"));
  }

  static EngineAddress onThisMachine(Optional<Path> socket) {
    return new EngineAddress(
        socket.map(EngineSockets::address).orElse(DEFAULT_SOCKET),
        Optional.empty(),
        "the default socket");
  }

  private static EngineAddress of(String text, Optional<Path> certificates, String source) {
    URI uri = parse(text, source);
    if (uri.getScheme().equals("tcp") && uri.getPort() < 0) {
      uri =
          parse("tcp://" + uri.getHost() + (certificates.isPresent() ? ":2376" : ":2375"), source);
    }
    return new EngineAddress(uri, certificates, source);
  }

  private static URI parse(String text, String source) {
    URI uri;
    try {
      uri = URI.create(text.strip());
    } catch (IllegalArgumentException e) {
      throw refused(text, source, e);
    }
    boolean socket =
        "unix".equals(uri.getScheme()) && uri.getPath() != null && uri.getPath().length() > 1;
    boolean tcp = "tcp".equals(uri.getScheme()) && uri.getHost() != null;
    if (!socket && !tcp) {
      throw refused(text, source, null);
    }
    return uri;
  }

  private static DeployException refused(String text, String source, @Nullable Throwable cause) {
    return new DeployException(
        CoreError.ENGINE_UNAVAILABLE,
        "the engine address '" + text + "' from " + source + " cannot be used",
        "give an address of the form unix:///path/to/docker.sock or tcp://host:port; for an engine behind ssh, forward"
            + " its socket first ('ssh -L /tmp/docker.sock:/var/run/docker.sock host') and name that",
        cause);
  }

  private static Optional<String> set(Variables variables, String name) {
    return variables.get(name).filter(value -> !value.isBlank());
  }

  /**
   * The host name at which published ports are reached: that of a TCP address, else empty for this
   * machine.
   */
  Optional<String> remoteHost() {
    return host.getScheme().equals("tcp") ? Optional.of(host.getHost()) : Optional.empty();
  }

  /** Whether ports of the engine's machine are ports of this one. */
  boolean isHere() {
    return remoteHost().filter(name -> !isLoopback(name)).isEmpty();
  }

  static boolean isLoopback(String name) {
    return name.equals("localhost")
        || name.startsWith("127.")
        || name.equals("::1")
        || name.equals("[::1]");
  }

  @Override
  public String toString() {
    return host + " (" + source + ")";
  }
}
