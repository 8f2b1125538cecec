package ai.holodeck.deploy.agent;

import java.text.Normalizer;
import java.util.Locale;

/** The image repository of an agent that has none of its own. */
final class LocalName {
  private static final int MAX = 100;

  private LocalName() {}

  /** {@code holodeck/<name in lower case, everything else than letters and digits a dash>}. */
  static String of(String agentName) {
    String slug =
        Normalizer.normalize(agentName, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-");
    String cut = slug.substring(0, Math.min(MAX, slug.length())).replaceAll("^-|-$", "");
    return "holodeck/"
        + (cut.isEmpty() ? "agent-" + Integer.toHexString(agentName.hashCode()) : cut);
  }
}
