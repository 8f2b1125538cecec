package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.ImageReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a registry, or the way to it, failed with. Engines hand on the words of the registry and of
 * their HTTP client and no code, so the words decide.
 */
enum RegistryFailure {
  /** The registry is overloaded or asks for patience. */
  BUSY(
      "toomanyrequests|too many requests"
          + "|(?:status|statuscode|status code|http|request to \\S+)[:=]? (?:429|5\\d\\d)\\b"),

  /** The certificate, or the lack of one. */
  UNTRUSTED(
      "x509:|certificate|server gave http response to https client|tls: (?!handshake timeout)"),

  /** Nobody there. */
  UNREACHABLE(
      "no such host|server misbehaving|connection refused|no route to host|network is unreachable"),

  /** Somebody there, and then silence. */
  BROKEN_OFF(
      "\\beof\\b|connection reset|broken pipe|timeout|deadline exceeded|request canceled"
          + "|temporary failure|use of closed network connection|stream error|connection closed"),

  /** The registry does not let in, or not do. */
  DENIED(
      "denied|unauthorized|authentication required|no basic auth credentials|authorization failed"
          + "|incorrect username|insufficient_scope|forbidden|(?:status|http)[:=]? 40[13]\\b"),

  /** The registry does not take it, for a reason of its own. */
  REJECTED("");

  private final Pattern words;

  RegistryFailure(String words) {
    this.words = Pattern.compile(words, Pattern.CASE_INSENSITIVE);
  }

  static RegistryFailure of(String text) {
    for (RegistryFailure kind : values()) {
      if (kind.words.matcher(text).find()) {
        return kind;
      }
    }
    return REJECTED;
  }

  /** Whether the same call may succeed a moment later. */
  boolean mayPass() {
    return this == BUSY || this == BROKEN_OFF;
  }

  /**
   * The failure for people.
   *
   * @param doing what failed, {@code cannot push x}
   * @param login what was logged in with, for people
   * @param attempts how often it was tried
   */
  DeployException exception(
      String doing,
      ImageReference image,
      String text,
      String login,
      int attempts,
      @Nullable Throwable cause) {
    String host = image.registry().orElse("docker.io");
    String tried = attempts > 1 ? " after " + attempts + " attempts" : "";
    return switch (this) {
      case UNREACHABLE, BROKEN_OFF ->
          new DeployException(
              CoreError.REGISTRY_UNREACHABLE,
              doing + tried + ": the registry " + host + " does not answer: " + text,
              "check registry.url, and that the engine's machine reaches " + host,
              cause);
      case UNTRUSTED ->
          new DeployException(
              CoreError.REGISTRY_UNTRUSTED,
              doing + ": the engine does not trust the registry " + host + ": " + text,
              "put the certificate of the registry's authority into /etc/docker/certs.d/"
                  + host
                  + "/ca.crt on the engine's machine; a registry without TLS belongs into"
                  + " insecure-registries of the engine's daemon.json",
              cause);
      case DENIED ->
          new DeployException(
              CoreError.REGISTRY_DENIED,
              doing + ": the registry " + host + " denied it to " + login + ": " + text,
              "log in with 'docker login "
                  + host
                  + "', or set registry.credentials_env_prefix; the user needs the right to the"
                  + " repository",
              cause);
      case BUSY, REJECTED ->
          new DeployException(
              CoreError.PUSH_FAILED,
              doing + tried + ": the registry " + host + " says: " + text,
              this == BUSY
                  ? "wait a while, then run the same command again: it goes on where it broke off"
                  : "correct what the registry names; its log may say more",
              cause);
    };
  }
}
