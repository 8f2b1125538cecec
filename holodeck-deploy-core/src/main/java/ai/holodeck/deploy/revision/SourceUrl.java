package ai.holodeck.deploy.revision;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The URL of a git remote as it may be shown to everybody. */
final class SourceUrl {
  private static final Set<String> SCHEMES = Set.of("http", "https", "ssh", "git");

  /** {@code [user@]host:path}; a host of one letter would be a Windows drive. */
  private static final Pattern SCP_LIKE =
      Pattern.compile("(?:[^/@:]+@)?([A-Za-z0-9][A-Za-z0-9.-]+):(?!/?/)([^@]+)");

  private SourceUrl() {}

  /**
   * Without user info, query and fragment; empty when it is a path, or when nothing safe can be
   * made of it.
   */
  static Optional<String> publicForm(String remote) {
    Matcher scp = SCP_LIKE.matcher(remote);
    String url = scp.matches() ? "ssh://" + scp.group(1) + "/" + scp.group(2) : remote;
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
    String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
    String host = uri.getHost();
    String path = Optional.ofNullable(uri.getRawPath()).orElse("");
    // What follows an '@' in the path may be the rest of a password that held a slash.
    if (!SCHEMES.contains(scheme) || host == null || path.contains("@")) {
      return Optional.empty();
    }
    return Optional.of(
        scheme + "://" + host + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + path);
  }
}
