package ai.holodeck.deploy.cli.command;

import ai.holodeck.deploy.cli.console.Console;
import ai.holodeck.deploy.cli.console.Loudness;
import ai.holodeck.deploy.image.PushEvent;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells of a push: a line when a layer is done, and meanwhile one for each tenth of a large one.
 */
final class PushProgressPrinter {

  /** A layer below this is sent before a line about it would be read. */
  private static final long LARGE = 10_000_000;

  private static final int STEPS = 10;

  private final Console console;
  private final Loudness loudness;
  private final Map<String, Long> sizes = new TreeMap<>();
  private final Map<String, Long> told = new TreeMap<>();
  private boolean begun;

  PushProgressPrinter(Console console, Loudness loudness) {
    this.console = console;
    this.loudness = loudness;
  }

  void onPush(PushEvent event) {
    if (loudness == Loudness.QUIET) {
      return;
    }
    if (!begun) {
      console.step("pushing");
      begun = true;
    }
    if (event instanceof PushEvent.Sending sending) {
      onSending(sending);
    } else if (event instanceof PushEvent.LayerDone done) {
      onDone(done);
    } else if (event instanceof PushEvent.Retrying retrying) {
      console.warn(
          "attempt "
              + retrying.attempt()
              + " of "
              + retrying.attempts()
              + " failed: "
              + retrying.reason()
              + "; trying again in "
              + Math.max(1, Math.round(retrying.delay().toMillis() / 1000.0))
              + " s");
    } else if (event instanceof PushEvent.Output output && loudness == Loudness.VERBOSE) {
      console.note("  " + output.line());
    }
  }

  private void onSending(PushEvent.Sending sending) {
    sizes.put(sending.layer(), sending.total());
    if (sending.total() < LARGE) {
      return;
    }
    long step = Math.min(STEPS, sending.sent() * STEPS / sending.total());
    if (step > told.getOrDefault(sending.layer(), 0L) && step < STEPS) {
      console.note(
          "  layer " + sending.layer() + ": " + step * STEPS + "% of " + size(sending.total()));
      told.put(sending.layer(), step);
    }
  }

  private void onDone(PushEvent.LayerDone done) {
    String how =
        switch (done.outcome()) {
          case SENT ->
              "sent"
                  + (sizes.containsKey(done.layer())
                      ? ", " + size(sizes.getOrDefault(done.layer(), 0L))
                      : "");
          case PRESENT -> "there already";
        };
    console.note("  layer " + done.layer() + ": " + how);
  }

  private static String size(long bytes) {
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
