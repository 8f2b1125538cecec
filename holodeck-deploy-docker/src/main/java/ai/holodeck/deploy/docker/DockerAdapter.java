package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.image.ImageBuilder;
import ai.holodeck.deploy.image.ImagePublisher;
import ai.holodeck.deploy.release.ImageKeeper;
import ai.holodeck.deploy.service.DeployerFactory;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.MapBinder;

/**
 * Contributes the engine {@code docker} as image builder, image publisher, image keeper and
 * provider. Needs {@link Variables} from the host; asks the engine nothing before a build or a
 * deployer is used.
 */
public final class DockerAdapter extends AbstractModule {
  /** For the host, which finds the class by its name. */
  public DockerAdapter() {}

  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    var engine = getProvider(DockerEngine.class);
    MapBinder.newMapBinder(binder(), String.class, DeployerFactory.class)
        .addBinding(DockerEngine.ID)
        .toProvider(() -> engine.get().deployerFactory());
    MapBinder.newMapBinder(binder(), String.class, ImageBuilder.class)
        .addBinding(DockerEngine.ID)
        .toProvider(() -> engine.get().imageBuilder());
    MapBinder.newMapBinder(binder(), String.class, ImagePublisher.class)
        .addBinding(DockerEngine.ID)
        .toProvider(() -> engine.get().imagePublisher());
    MapBinder.newMapBinder(binder(), String.class, ImageKeeper.class)
        .addBinding(DockerEngine.ID)
        .toProvider(() -> engine.get().imageKeeper());
  }

  @Provides
  @Singleton
  DockerEngine engine(Variables variables) {
    return DockerEngine.whenNeeded(variables);
  }
}
