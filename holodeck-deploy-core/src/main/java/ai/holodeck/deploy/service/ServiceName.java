package ai.holodeck.deploy.service;

/**
 * The name that a service has at its provider, already in that provider's grammar.
 *
 * @param value not blank
 */
public record ServiceName(String value) {
  public ServiceName {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a service name is blank");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
