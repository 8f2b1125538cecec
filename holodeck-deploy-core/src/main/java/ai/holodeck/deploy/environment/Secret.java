package ai.holodeck.deploy.environment;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value of which any part came from {@code ${…}}, or a setting of this type. It masks itself in
 * {@link #toString()} and has no accessor that a serializer would find; only {@link #reveal()}
 * gives it.
 */
public final class Secret implements EnvironmentValue {
  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /** Wraps a value. */
  public static Secret of(String value) {
    return new Secret(Objects.requireNonNull(value, "value"));
  }

  @Override
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Secret secret && secret.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  /** Always the same mask. */
  @Override
  public String toString() {
    return "******";
  }
}
