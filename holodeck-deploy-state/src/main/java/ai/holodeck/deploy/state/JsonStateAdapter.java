package ai.holodeck.deploy.state;

import ai.holodeck.deploy.release.StateBackend;
import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoMap;
import com.google.inject.multibindings.StringMapKey;
import java.time.Clock;

/** Contributes the state backend {@code json}. The host binds {@link Clock}. */
public final class JsonStateAdapter extends AbstractModule {
  @Override
  protected void configure() {
    binder().requireExplicitBindings();
  }

  @ProvidesIntoMap
  @StringMapKey(JsonStateBackend.ID)
  StateBackend json(Clock clock) {
    return new JsonStateBackend(clock);
  }
}
