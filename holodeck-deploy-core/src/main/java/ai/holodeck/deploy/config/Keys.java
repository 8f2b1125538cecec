package ai.holodeck.deploy.config;

import java.util.Locale;

/** The names of components in files. */
final class Keys {
  private Keys() {}

  /** {@code subscriptionId} is {@code subscription_id}. */
  static String of(String component) {
    return component.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
