package ai.holodeck.deploy.azure;

import ai.holodeck.deploy.config.TargetSettings;
import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.Deployer;
import ai.holodeck.deploy.service.DeployerFactory;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceOwner;
import java.util.Set;

/** The provider {@code azure}: services are container apps. */
public final class AzureDeployerFactory implements DeployerFactory {
  /** The id as it stands in {@code target.provider}. */
  public static final String PROVIDER = "azure";

  private final Variables variables;

  /** The variables are those that azure-identity's credentials are looked up in. */
  public AzureDeployerFactory(Variables variables) {
    this.variables = variables;
  }

  @Override
  public String provider() {
    return PROVIDER;
  }

  /**
   * All of them: Azure keeps the traffic with the previous revision until the next one is ready.
   */
  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.values());
  }

  @Override
  public Class<? extends Record> settingsType() {
    return AzureSettings.class;
  }

  @Override
  public ServiceName nameFor(ServiceOwner owner) {
    return AppName.of(owner);
  }

  /** Connects nothing, and loads no class of Azure's libraries. */
  @Override
  public Deployer create(TargetSettings settings) {
    return new AzureDeployer(settings.bind(AzureSettings.class), variables);
  }
}
