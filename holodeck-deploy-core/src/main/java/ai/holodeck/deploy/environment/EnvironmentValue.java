package ai.holodeck.deploy.environment;

/** The value of an environment variable: shown, or kept secret. */
public sealed interface EnvironmentValue permits Plain, Secret {
  /** The value as the service gets it. */
  String reveal();
}
