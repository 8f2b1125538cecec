package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.image.BuildEvent;
import ai.holodeck.deploy.image.BuildListener;
import com.github.dockerjava.api.model.ResponseItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what the engine prints during a build. Written by the client's thread, read after the
 * stream has ended.
 *
 * <p>A step line is one only at the beginning of an item and with the number that comes next, so
 * that the output of a {@code RUN} cannot pass for one.
 */
final class BuildProgress {
  private static final Pattern STEP =
      Pattern.compile("(?i)step (\\d+)/(\\d+) ?: (.*)", Pattern.DOTALL);
  private static final Pattern BUILT = Pattern.compile("Successfully built ([0-9a-f]{12,64})");
  private static final Pattern CACHED =
      Pattern.compile(" ---> Using cache|--> Using cache [0-9a-f]{64}");

  /** Docker's, and with two dashes Podman's. */
  private static final Pattern HOUSEKEEPING =
      Pattern.compile(
          " ---> [0-9a-f]{12}|--> [0-9a-f]{11,12}| ---> Running in [0-9a-f]{12}|(?:Removing| ---> Removed) intermediate container [0-9a-f]{12}"
              + "|Successfully (?:built|tagged) .*|");

  /** What Podman says after the last step, of arguments that it gives to every build. */
  private static final Pattern UNUSED =
      Pattern.compile("\\[Warning\\] one or more build args were not consumed: \\[[A-Z ]*\\]");

  /** What Podman says after the last step of an image without a name. */
  private static final String COMMIT = "COMMIT";

  /**
   * What Podman says before the short id of what a step has made; at the end it gives all of it.
   */
  private static final String LAYER = "--> ";

  private final BuildListener listener;
  private final LineAssembler assembler = new LineAssembler(this::line);
  private final List<String> lines = new ArrayList<>();
  private final List<String> stepOutput = new ArrayList<>();
  private boolean fresh;
  private String layer = "";
  private int step;
  private int told;
  private int total;
  private String instruction = "";
  private Optional<String> imageId = Optional.empty();
  private Optional<String> error = Optional.empty();

  BuildProgress(BuildListener listener) {
    this.listener = listener;
  }

  void accept(ResponseItem item) {
    String text = item.getStream();
    if (text != null) {
      if (!text.isBlank() && isHousekeeping(text.stripTrailing())) {
        // What a step has printed without a line break ends here.
        assembler.finish();
      }
      if (assembler.isAtLineStart()) {
        fresh = STEP.matcher(text).lookingAt();
      }
      assembler.append(text);
    }
    statusOf(item).ifPresent(this::line);
    failureOf(item).ifPresent(failure -> error = Optional.of(failure));
  }

  /** What an item tells of a fetch; empty for the many that only count bytes. */
  static Optional<String> statusOf(ResponseItem item) {
    ResponseItem.ProgressDetail detail = item.getProgressDetail();
    boolean counts = detail != null && detail.getCurrent() != null;
    return Optional.ofNullable(item.getStatus())
        .filter(status -> !counts)
        .map(status -> (item.getId() == null ? "" : item.getId() + ": ") + status);
  }

  /**
   * The failure that an item tells: failures are items, not exceptions, and some engines give the
   * text alone.
   */
  @SuppressWarnings("deprecation") // The plain text is all that Podman gives.
  static Optional<String> failureOf(ResponseItem item) {
    return Optional.ofNullable(item.getErrorDetail())
        .map(ResponseItem.ErrorDetail::getMessage)
        .or(() -> Optional.ofNullable(item.getError()))
        .map(text -> LineAssembler.clean(text).strip());
  }

  void finish() {
    assembler.finish();
  }

  /**
   * The build begins once more, as the engine could not begin the present step; what it says of
   * those before has been told.
   */
  void again() {
    finish();
    told = Math.max(told, step);
    step = 0;
    layer = "";
    error = Optional.empty();
  }

  private void line(String line) {
    boolean maybeStep = fresh;
    fresh = false;
    Matcher start = STEP.matcher(line);
    boolean begins = maybeStep && start.matches() && isNext(start);
    if (begins) {
      begin(start);
    }
    if (step < told || (begins && step == told)) {
      return;
    }
    lines.add(line);
    if (begins) {
      listener.onEvent(new BuildEvent.StepStarted(step, total, instruction));
    } else if (CACHED.matcher(line).matches()) {
      listener.onEvent(new BuildEvent.StepCached());
    } else if (isHousekeeping(line)) {
      remember(line);
    } else {
      stepOutput.add(line);
      listener.onEvent(new BuildEvent.Output(line));
    }
  }

  private boolean isHousekeeping(String line) {
    return HOUSEKEEPING.matcher(line).matches()
        || (step == total && UNUSED.matcher(line).matches())
        || (step == total && line.equals(COMMIT))
        || (!layer.isEmpty() && line.matches(layer + "[0-9a-f]+") && line.length() == 64);
  }

  private void remember(String line) {
    if (line.startsWith(LAYER)) {
      layer = line.substring(LAYER.length());
    }
    Matcher built = BUILT.matcher(line);
    if (built.matches() && step == total) {
      imageId = Optional.of(Objects.requireNonNull(built.group(1)));
    }
  }

  private boolean isNext(Matcher start) {
    return Objects.requireNonNull(start.group(1)).equals(String.valueOf(step + 1));
  }

  private void begin(Matcher start) {
    step++;
    total = Integer.parseInt(start.group(2));
    instruction = Objects.requireNonNull(start.group(3)).strip();
    stepOutput.clear();
  }

  /** Everything the engine printed. */
  List<String> lines() {
    return lines;
  }

  /** The short id of the image that the build ended with. */
  Optional<String> imageId() {
    return imageId;
  }

  /** Why the build failed, in the engine's words. */
  Optional<String> error() {
    return error;
  }

  /** The step that began last, {@code step 3 of 9, RUN make}; empty before the first. */
  Optional<String> step() {
    return step == 0
        ? Optional.empty()
        : Optional.of("step " + step + " of " + total + ", " + instruction);
  }

  /** What the step that began last has printed. */
  List<String> stepOutput() {
    return List.copyOf(stepOutput);
  }
}
