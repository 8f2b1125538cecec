package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.config.TargetSettings;
import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.Deployer;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A provider that is wrong in one way.
 *
 * @param rule the rule that it breaks, and no other
 */
record Wrong(String rule, Supplier<DeployerHarness> provider) {
  /** Makes a deployer that differs from the reference in one method. */
  interface Maker {
    MemoryDeployer make(MemoryCloud cloud, Set<Capability> capabilities);
  }

  /** With all abilities. */
  static Wrong deployer(String rule, Maker maker) {
    return deployer(rule, MemoryProvider.ALL, maker);
  }

  static Wrong deployer(String rule, Set<Capability> capabilities, Maker maker) {
    return new Wrong(
        rule,
        () ->
            new MemoryProvider(capabilities) {
              @Override
              public Deployer create(TargetSettings settings) {
                return maker.make(cloud, capabilities);
              }
            });
  }

  @Override
  public String toString() {
    return rule;
  }
}
