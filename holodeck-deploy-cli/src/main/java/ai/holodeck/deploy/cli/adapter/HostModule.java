package ai.holodeck.deploy.cli.adapter;

import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.image.ImageBuilder;
import ai.holodeck.deploy.image.ImagePublisher;
import ai.holodeck.deploy.release.ImageKeeper;
import ai.holodeck.deploy.release.StateBackend;
import ai.holodeck.deploy.service.DeployerFactory;
import com.google.inject.AbstractModule;
import com.google.inject.multibindings.MapBinder;
import java.time.Clock;

/** What every adapter is given, and the maps that it may add to. */
final class HostModule extends AbstractModule {

  private final Variables variables;
  private final Clock clock;

  HostModule(Variables variables, Clock clock) {
    this.variables = variables;
    this.clock = clock;
  }

  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    binder().disableCircularProxies();
    bind(Variables.class).toInstance(variables);
    bind(Clock.class).toInstance(clock);
    MapBinder.newMapBinder(binder(), String.class, DeployerFactory.class);
    MapBinder.newMapBinder(binder(), String.class, ImageBuilder.class);
    MapBinder.newMapBinder(binder(), String.class, ImagePublisher.class);
    MapBinder.newMapBinder(binder(), String.class, ImageKeeper.class);
    MapBinder.newMapBinder(binder(), String.class, StateBackend.class);
  }
}
