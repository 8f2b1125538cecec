package ai.holodeck.deploy.context;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Finds files that look as if they held credentials, by their names alone. */
final class CredentialCheck {
  /**
   * Names without regard to case: file systems and people differ in it, a key does not become
   * harmless by it.
   */
  private static final Pattern SHAPE =
      Pattern.compile(
          "\\.env|\\.env\\..*|.*\\.pem|.*\\.key|id_rsa.*|.*credentials.*\\.json|.*service-account.*\\.json"
              + "|\\.npmrc|\\.pypirc|\\.git-credentials",
          Pattern.DOTALL);

  private CredentialCheck() {}

  /** Whether a file of this name, without folders, is shaped like a credential. */
  static boolean isSuspicious(String fileName) {
    return SHAPE.matcher(fileName.toLowerCase(Locale.ROOT)).matches();
  }

  /**
   * Refuses a context that holds such files.
   *
   * @param hits their paths relative to the agent's folder
   */
  static void refuse(List<String> hits) {
    if (!hits.isEmpty()) {
      throw new DeployException(
          CoreError.CREDENTIALS_IN_CONTEXT,
          (hits.size() == 1 ? "a file" : hits.size() + " files")
              + " shaped like credentials would go into the image: "
              + String.join(", ", hits.stream().limit(5).toList())
              + (hits.size() > 5 ? ", …" : ""),
          "name them in .dockerignore, or, if they hold no secret, allow them with --allow-credentials",
          hits,
          null);
    }
  }
}
