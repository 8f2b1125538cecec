package ai.holodeck.deploy.azure;

import ai.holodeck.deploy.config.TargetSettings;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.Deployer;
import ai.holodeck.deploy.service.DeployerFactory;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceOwner;
import java.util.Set;

/**
 * The provider {@code azure}. This version knows the provider's settings and names, so that images
 * can be built for it; {@link #create} refuses, because there is no deployer yet.
 */
public final class AzureDeployerFactory implements DeployerFactory {
  /** The id as it stands in {@code target.provider}. */
  public static final String PROVIDER = "azure";

  @Override
  public String provider() {
    return PROVIDER;
  }

  /**
   * Images come from a registry only. What a deployer will be able to do beyond is declared with
   * it.
   */
  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.NEEDS_REGISTRY);
  }

  @Override
  public Class<? extends Record> settingsType() {
    return AzureSettings.class;
  }

  @Override
  public ServiceName nameFor(ServiceOwner owner) {
    return AppName.of(owner);
  }

  /**
   * Checks the settings, and refuses.
   *
   * @throws DeployException {@code CAPABILITY_MISSING}, once the settings are right
   */
  @Override
  public Deployer create(TargetSettings settings) {
    AzureSettings checked = settings.bind(AzureSettings.class);
    throw new DeployException(
        CoreError.CAPABILITY_MISSING,
        "this version builds images for azure, but does not start, show or remove services there (resource group '"
            + checked.resourceGroup().name()
            + "')",
        "build the image with 'holodeck deploy build' and start it with another tool, or run the agent on this"
            + " machine with --local");
  }
}
