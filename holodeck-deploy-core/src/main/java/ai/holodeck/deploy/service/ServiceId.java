package ai.holodeck.deploy.service;

/**
 * The provider's own id of a service; opaque to core.
 *
 * @param value not blank
 */
public record ServiceId(String value) {
  public ServiceId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a service id is blank");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
