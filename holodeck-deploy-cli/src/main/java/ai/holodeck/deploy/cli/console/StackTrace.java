package ai.holodeck.deploy.cli.console;

import ai.holodeck.deploy.error.DeployException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A stack trace without the messages of foreign exceptions: those come from anywhere and may quote
 * a header, a URL or a variable with a secret in it. Our own keep theirs; they never hold one.
 */
public final class StackTrace {

  private StackTrace() {}

  /** The trace, with all causes; ends with a line break. */
  public static String of(Throwable failure) {
    StringBuilder text = new StringBuilder();
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Stream.iterate(
            Optional.of(failure),
            at -> at.isPresent() && seen.add(at.get()),
            at -> at.flatMap(throwable -> Optional.ofNullable(throwable.getCause())))
        .flatMap(Optional::stream)
        .forEach(throwable -> append(text, throwable));
    return text.toString();
  }

  private static void append(StringBuilder text, Throwable throwable) {
    text.append(text.isEmpty() ? "" : "caused by: ").append(throwable.getClass().getName());
    if (throwable instanceof DeployException known) {
      text.append(": ").append(Printable.of(known.what()));
    }
    text.append('\n');
    for (StackTraceElement element : throwable.getStackTrace()) {
      text.append("    at ").append(element).append('\n');
    }
  }
}
