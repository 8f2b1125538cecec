package ai.holodeck.deploy.azure;

import ai.holodeck.deploy.service.ServiceId;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which container app. What is recorded is its resource id, so that later commands act on it
 * wherever today's settings point.
 */
record AppId(UUID subscription, String group, String name) {
  private static final Pattern RESOURCE =
      Pattern.compile(
          "/subscriptions/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/resourceGroups/([^/]+)"
              + "/providers/Microsoft\\.App/containerApps/([^/]+)",
          Pattern.CASE_INSENSITIVE);

  /** Empty when the id is no container app's. */
  static Optional<AppId> parse(ServiceId id) {
    Matcher matcher = RESOURCE.matcher(id.value());
    return matcher.matches()
        ? Optional.of(
            new AppId(UUID.fromString(matcher.group(1)), matcher.group(2), matcher.group(3)))
        : Optional.empty();
  }

  ServiceId serviceId() {
    return new ServiceId(
        "/subscriptions/"
            + subscription
            + "/resourceGroups/"
            + group
            + "/providers/Microsoft.App/containerApps/"
            + name);
  }

  /** For sentences. */
  @Override
  public String toString() {
    return "container app '" + name + "' in resource group '" + group + "'";
  }
}
