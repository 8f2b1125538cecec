package ai.holodeck.deploy.state;

import ai.holodeck.deploy.environment.EnvironmentVariable;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key by which secret values are known again. Without it nobody can try out values against the
 * fingerprints, so it stands in the file that only its owner may read.
 *
 * @param hex 32 random bytes in lower-case hex
 */
record FingerprintKey(String hex) {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 32;
  private static final Pattern GRAMMAR = Pattern.compile("[0-9a-f]{64}");

  FingerprintKey {
    if (!GRAMMAR.matcher(hex).matches()) {
      throw new IllegalArgumentException("'fingerprint_key' is not 64 lower-case hex digits");
    }
  }

  static FingerprintKey random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return new FingerprintKey(HexFormat.of().formatHex(bytes));
  }

  /** The fingerprint of a variable. */
  String fingerprint(EnvironmentVariable variable) {
    // A name cannot hold the NUL, so no two variables give the same text.
    String text = variable.name() + "\0" + variable.value().reveal();
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(HexFormat.of().parseHex(hex), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "FingerprintKey[******]";
  }
}
