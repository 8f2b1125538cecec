package com.example.holodeck.process;

import ai.holodeck.deploy.service.DeployerFactory;
import com.google.inject.AbstractModule;
import com.google.inject.multibindings.MapBinder;

/**
 * Contributes the provider {@code process}. The one public class: {@code
 * META-INF/services/ai.holodeck.deploy.Adapter} names it.
 */
public final class ProcessAdapter extends AbstractModule {
  @Override
  protected void configure() {
    MapBinder.newMapBinder(binder(), String.class, DeployerFactory.class)
        .addBinding(ProcessDeployerFactory.PROVIDER)
        .toProvider(ProcessDeployerFactory::new);
  }
}
