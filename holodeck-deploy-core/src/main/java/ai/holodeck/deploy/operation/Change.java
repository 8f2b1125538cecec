package ai.holodeck.deploy.operation;

import java.util.Objects;
import java.util.Optional;

/**
 * One difference between what is deployed and what a deploy would give.
 *
 * @param subject what differs
 * @param field which of its settings, {@code target.azure.cpu}
 * @param before as it is deployed; empty when it is not there, or a secret
 * @param after as a deploy would give it; empty when it would not be there, or a secret
 */
public record Change(
    Subject subject, String field, Optional<String> before, Optional<String> after) {
  /** What can differ. */
  public enum Subject {
    /** The deployment block. */
    CONFIG,
    /** The value of a variable that is a secret; neither value is told. */
    SECRET,
    /** The image, or what it is built from. */
    IMAGE,
    /** The service at the provider. */
    SERVICE
  }

  public Change {
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(field, "field");
    Objects.requireNonNull(before, "before");
    Objects.requireNonNull(after, "after");
  }
}
