package ai.holodeck.deploy.azure;

import java.util.regex.Pattern;

/**
 * The managed identity that pulls the image, as it stands in a file.
 *
 * @param text {@code system} for the app's own, or the resource id of a user-assigned one
 */
record RegistryIdentity(String text) {
  private static final String SYSTEM = "system";
  private static final Pattern USER_ASSIGNED =
      Pattern.compile(
          "/subscriptions/[0-9a-f-]{36}/resourceGroups/[^/]{1,90}/providers/Microsoft\\.ManagedIdentity"
              + "/userAssignedIdentities/[A-Za-z0-9][A-Za-z0-9_-]{2,127}",
          Pattern.CASE_INSENSITIVE);

  RegistryIdentity {
    if (!text.equals(SYSTEM) && !USER_ASSIGNED.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "must be 'system', or the resource id of a user-assigned identity /subscriptions/…/resourceGroups/…"
              + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/…, found '"
              + text
              + "'");
    }
  }

  /** Whether it is the app's own, which comes and goes with the app. */
  boolean isSystem() {
    return text.equals(SYSTEM);
  }

  @Override
  public String toString() {
    return text;
  }
}
