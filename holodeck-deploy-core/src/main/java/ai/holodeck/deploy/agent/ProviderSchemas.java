package ai.holodeck.deploy.agent;

import java.util.Optional;

/** Which record the block of a provider is bound to. */
@FunctionalInterface
public interface ProviderSchemas {
  /** The schema of a provider's block; empty when the provider is not installed. */
  Optional<Class<? extends Record>> schemaOf(String provider);
}
