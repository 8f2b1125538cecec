package ai.holodeck.deploy.azure;

import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.service.DeployerFactory;
import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import com.google.inject.multibindings.MapBinder;

/**
 * Contributes the provider {@code azure}. Asks the host for {@link Variables}; loads no class of
 * Azure's libraries.
 */
public final class AzureAdapter extends AbstractModule {
  /** For the host, which finds the class by its name. */
  public AzureAdapter() {}

  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    Provider<Variables> variables = getProvider(Variables.class);
    MapBinder.newMapBinder(binder(), String.class, DeployerFactory.class)
        .addBinding(AzureDeployerFactory.PROVIDER)
        .toProvider(() -> new AzureDeployerFactory(variables.get()));
  }
}
