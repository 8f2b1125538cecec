package ai.holodeck.deploy.azure;

import ai.holodeck.deploy.service.ReleaseId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Names that are made here, most of them of one release. A revision gets a suffix of its own, as
 * Azure makes no new revision for an unchanged template. A secret gets a name of its own, as an
 * app's secrets are shared by its revisions: were a value replaced under its name, a restart of the
 * previous version would get the new one.
 */
final class ReleaseNames {
  private static final String SECRET = "holodeck-";

  /** Not a digit of the others, so that no name is both. */
  private static final String REGISTRY_SECRET = SECRET + "r";

  /** The command line of Azure refuses secrets with longer names than 20. */
  private static final int SECRET_DIGITS = 11;

  private static final int SUFFIX_DIGITS = 10;
  private static final Pattern OURS = Pattern.compile(SECRET + "[0-9a-f]{" + SECRET_DIGITS + "}");

  private ReleaseNames() {}

  static String revisionSuffix(ReleaseId release) {
    return "r" + hash(release.value(), SUFFIX_DIGITS);
  }

  /** Of the revision that puts back what was there before this release. */
  static String restoredSuffix(ReleaseId release) {
    return "b" + hash(release.value(), SUFFIX_DIGITS);
  }

  static String revision(AppId app, String suffix) {
    return app.name() + "--" + suffix;
  }

  static String secret(ReleaseId release, String variable) {
    return SECRET + hash(release + "\0" + variable, SECRET_DIGITS);
  }

  /** Of a registry's password; all revisions are pulled with the newest. */
  static String registrySecret(String host) {
    return REGISTRY_SECRET + hash(host, SECRET_DIGITS - 1);
  }

  static boolean isRegistrySecret(String name) {
    return name.startsWith(REGISTRY_SECRET);
  }

  /** Whether a secret's name was made here for a variable. */
  static boolean isSecret(String name) {
    return OURS.matcher(name).matches();
  }

  private static String hash(String text, int digits) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, digits);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
