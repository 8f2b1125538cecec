package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.service.Capability;
import java.util.EnumSet;
import java.util.List;
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
  private static final Set<Capability> UNSEEN =
      EnumSet.of(Capability.SCALE_TO_ZERO, Capability.SECRETS);

  Subject {
    capabilities = capabilities.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(capabilities));
  }

  /** What is declared and nobody can see from outside: the verdict names it. */
  List<String> untested() {
    return capabilities.stream().filter(UNSEEN::contains).sorted().map(Enum::name).toList();
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
