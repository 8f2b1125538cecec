package ai.holodeck.deploy.service;

import ai.holodeck.deploy.config.TargetSettings;
import java.util.Set;

/**
 * What an adapter contributes: a provider, what it can do, and how to reach it. Instances are cheap
 * to make and thread-safe; nothing is connected before {@link #create}.
 */
public interface DeployerFactory {
  /**
   * The provider id as it stands in {@code target.provider}: lower-case letters, digits, dashes.
   */
  String provider();

  /** What its deployers can do; the same for every settings. */
  Set<Capability> capabilities();

  /**
   * The schema of the provider's block: a record for {@link TargetSettings#bind}. Core binds it to
   * report faults early and to hash the block with its defaults filled in.
   */
  Class<? extends Record> settingsType();

  /**
   * The name that an owner's service gets at this provider: always the same for the same owner, in
   * the provider's grammar, and different for owners that differ.
   */
  ServiceName nameFor(ServiceOwner owner);

  /**
   * A deployer for this provider block.
   *
   * @throws ai.holodeck.deploy.error.ConfigException with every fault of the block, file and line
   */
  Deployer create(TargetSettings settings);
}
