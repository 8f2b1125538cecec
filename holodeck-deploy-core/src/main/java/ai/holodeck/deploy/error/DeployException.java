package ai.holodeck.deploy.error;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The one exception that crosses a port. It names what failed and on what, and says what to do; it
 * never holds a secret, and no type of an adapter's library other than as its cause.
 */
public class DeployException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ErrorCode code;
  private final String remedy;
  private final transient List<String> details;

  /**
   * @param code what kind of failure
   * @param what what failed and on what; one sentence without a final stop
   * @param remedy what to do about it, imperative; never blank
   */
  public DeployException(ErrorCode code, String what, String remedy) {
    this(code, what, remedy, List.of(), null);
  }

  /** As {@link #DeployException(ErrorCode, String, String)}, with the cause kept. */
  public DeployException(ErrorCode code, String what, String remedy, @Nullable Throwable cause) {
    this(code, what, remedy, List.of(), cause);
  }

  /**
   * As {@link #DeployException(ErrorCode, String, String)}, with lines to show below the sentence:
   * the output of a failing build step, the last log lines of a service, one line per fault.
   */
  public DeployException(
      ErrorCode code, String what, String remedy, List<String> details, @Nullable Throwable cause) {
    super(requireText(what, "what"), cause);
    this.code = Objects.requireNonNull(code, "code");
    this.remedy = requireText(remedy, "remedy");
    this.details = List.copyOf(details);
  }

  /** What kind of failure this is; decides the exit code. */
  public ErrorCode code() {
    return code;
  }

  /** What failed, and on what. */
  public String what() {
    return Objects.requireNonNull(getMessage());
  }

  /** What to do about it. */
  public String remedy() {
    return remedy;
  }

  /** Lines to show below the sentence; may be empty. */
  public List<String> details() {
    return details;
  }

  private static String requireText(String text, String name) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(name + " of a DeployException is blank");
    }
    return text;
  }
}
