package ai.holodeck.deploy.azure;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A Container Apps environment as it stands in a file: its name, or its full resource id when it
 * lies in another resource group.
 *
 * @param text 2 to 60 letters, digits and dashes, or {@code /subscriptions/…}
 */
record EnvironmentId(String text) {
  private static final String NAME = "[A-Za-z][A-Za-z0-9-]{0,58}[A-Za-z0-9]";
  private static final Pattern SHORT = Pattern.compile(NAME);
  private static final Pattern FULL =
      Pattern.compile(
          "/subscriptions/[0-9a-f-]{36}/resourceGroups/[^/]{1,90}/providers/Microsoft\\.App/managedEnvironments/"
              + NAME,
          Pattern.CASE_INSENSITIVE);

  EnvironmentId {
    if (!SHORT.matcher(text).matches() && !FULL.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "must be the name of a Container Apps environment, or its resource id"
              + " /subscriptions/…/resourceGroups/…/providers/Microsoft.App/managedEnvironments/…, found '"
              + text
              + "'");
    }
  }

  /** The resource id; a name is looked for beside the app. */
  String resourceId(UUID subscription, ResourceGroup group) {
    return text.startsWith("/")
        ? text
        : "/subscriptions/"
            + subscription
            + "/resourceGroups/"
            + group.name()
            + "/providers/Microsoft.App/managedEnvironments/"
            + text;
  }

  @Override
  public String toString() {
    return text;
  }
}
