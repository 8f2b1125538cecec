package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.service.Capability;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What is under test, for the report.
 *
 * @param adapter the id of the provider, engine or backend
 * @param version the adapter's version
 * @param capabilities what it declares; empty where there is nothing to declare
 */
record Subject(String adapter, String version, Set<Capability> capabilities) {
  Subject {
    capabilities = capabilities.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(capabilities));
  }

  /**
   * The version that the jar of a class names in its manifest; that of the system property {@code
   * holodeck.tck.version} where the class is in no jar.
   */
  static String versionOf(Class<?> type) {
    return Optional.ofNullable(type.getPackage().getImplementationVersion())
        .orElseGet(() -> System.getProperty("holodeck.tck.version", "unknown"));
  }
}
