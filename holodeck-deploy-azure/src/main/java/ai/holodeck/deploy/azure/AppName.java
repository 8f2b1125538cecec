package ai.holodeck.deploy.azure;

import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceOwner;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of a container app: lower-case letters, digits and single dashes, 2 to 32 of them, a
 * letter first and no dash last (Microsoft.App 2025-01-01, {@code ContainerApps.json}, and the
 * portal's minimum). It begins with as much of the agent's name as fits, and ends in a hash that
 * tells owners apart whose names look alike.
 */
final class AppName {
  private static final int LONGEST = 32;
  private static final int HASH_BYTES = 5;
  private static final int READABLE = LONGEST - 1 - 2 * HASH_BYTES;

  private static final Pattern GRAMMAR =
      Pattern.compile("(?=.{2,32}$)[a-z]((?!.*--)[-a-z0-9]*[a-z0-9])");

  private AppName() {}

  static boolean isValid(String name) {
    return GRAMMAR.matcher(name).matches();
  }

  static ServiceName of(ServiceOwner owner) {
    String readable = dashed(owner.agent());
    if (readable.isEmpty() || !Character.isLetter(readable.charAt(0))) {
      readable = dashed("agent-" + readable);
    }
    String cut = readable.substring(0, Math.min(READABLE, readable.length()));
    return new ServiceName(dashed(cut) + "-" + hash(owner));
  }

  /** Only what the grammar allows, without dashes in a row or at an end. */
  private static String dashed(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }

  private static String hash(ServiceOwner owner) {
    // The project has a fixed length, and the length of the stage says where the agent begins.
    String whole = owner.project() + owner.stage().length() + ":" + owner.stage() + owner.agent();
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(whole.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
