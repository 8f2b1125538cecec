package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.config.TargetSettings;
import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.Deployer;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * A provider that is wrong in one way.
 *
 * @param name what it does
 * @param rules what it breaks, and nothing else
 */
record Wrong(String name, Set<String> rules, Supplier<MemoryProvider> provider) {
  /** Makes a deployer that differs from the reference in one place. */
  interface Maker {
    MemoryDeployer make(MemoryCloud cloud, Set<Capability> capabilities);
  }

  static Wrong provider(String rule, String name, Supplier<MemoryProvider> provider) {
    return new Wrong(name, Set.of(rule), provider);
  }

  /** With all abilities. */
  static Wrong deployer(String rule, String name, Maker maker) {
    return deployer(rule, name, MemoryProvider.ALL, maker);
  }

  static Wrong deployer(String rule, String name, Set<Capability> capabilities, Maker maker) {
    return provider(
        rule,
        name,
        () ->
            new MemoryProvider(capabilities) {
              @Override
              public Deployer create(TargetSettings settings) {
                return maker.make(cloud, capabilities);
              }
            });
  }

  /** For what the kit can only see by waiting in vain. */
  Wrong seenByWaiting() {
    return new Wrong(name, rules, () -> provider.get().withPatience(Duration.ofSeconds(1)));
  }

  /** For a fault that cannot but break a second rule. */
  Wrong alsoBreaking(String rule) {
    Set<String> both = new TreeSet<>(rules);
    both.add(rule);
    return new Wrong(name, both, provider);
  }

  @Override
  public String toString() {
    return rules + " " + name;
  }
}
