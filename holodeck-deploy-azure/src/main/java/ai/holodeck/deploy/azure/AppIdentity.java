package ai.holodeck.deploy.azure;

import com.azure.resourcemanager.appcontainers.models.ManagedServiceIdentity;
import com.azure.resourcemanager.appcontainers.models.ManagedServiceIdentityType;
import com.azure.resourcemanager.appcontainers.models.UserAssignedIdentity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The managed identities of an app: the one that pulls the image, beside those it has. */
final class AppIdentity {
  private AppIdentity() {}

  /** The present ones and ours; null where there is none at all. */
  static @Nullable ManagedServiceIdentity with(
      Optional<RegistryIdentity> ours, @Nullable ManagedServiceIdentity present) {
    if (ours.isEmpty()) {
      return present;
    }
    boolean system = ours.get().isSystem() || hasSystem(present);
    Map<String, UserAssignedIdentity> assigned = new LinkedHashMap<>();
    if (present != null && present.userAssignedIdentities() != null) {
      assigned.putAll(present.userAssignedIdentities());
    }
    String id = ours.get().text();
    if (!ours.get().isSystem() && assigned.keySet().stream().noneMatch(id::equalsIgnoreCase)) {
      assigned.put(id, new UserAssignedIdentity());
    }
    ManagedServiceIdentity identity = new ManagedServiceIdentity();
    if (assigned.isEmpty()) {
      return identity.withType(ManagedServiceIdentityType.SYSTEM_ASSIGNED);
    }
    return identity
        .withType(
            system
                ? ManagedServiceIdentityType.SYSTEM_ASSIGNED_USER_ASSIGNED
                : ManagedServiceIdentityType.USER_ASSIGNED)
        .withUserAssignedIdentities(assigned);
  }

  private static boolean hasSystem(@Nullable ManagedServiceIdentity present) {
    return present != null
        && (ManagedServiceIdentityType.SYSTEM_ASSIGNED.equals(present.type())
            || ManagedServiceIdentityType.SYSTEM_ASSIGNED_USER_ASSIGNED.equals(present.type()));
  }

  /** Whom a role is given to: the app's own identity; empty while it has none. */
  static Optional<String> principal(@Nullable ManagedServiceIdentity present) {
    return Optional.ofNullable(present)
        .flatMap(identity -> Optional.ofNullable(identity.principalId()))
        .map(Object::toString);
  }
}
