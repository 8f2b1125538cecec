package ai.holodeck.deploy.environment;

/**
 * A value written literally in a configuration file; it may be shown and recorded.
 *
 * @param value the text; may be empty
 */
public record Plain(String value) implements EnvironmentValue {
  @Override
  public String reveal() {
    return value;
  }
}
