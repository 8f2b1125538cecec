package ai.holodeck.deploy.cli.command;

import ai.holodeck.deploy.cli.console.Console;
import ai.holodeck.deploy.cli.console.Loudness;
import ai.holodeck.deploy.image.BuildEvent;
import ai.holodeck.deploy.image.PushEvent;
import ai.holodeck.deploy.operation.OperationListener;
import ai.holodeck.deploy.release.LockHolder;
import ai.holodeck.deploy.service.ServiceState;

/** Tells on standard error what an operation does, as loudly as asked. */
final class ProgressPrinter implements OperationListener {

  private final Console console;
  private final Loudness loudness;
  private final PushProgressPrinter pushes;
  private String pulled = "";

  ProgressPrinter(Console console, Loudness loudness) {
    this.console = console;
    this.loudness = loudness;
    this.pushes = new PushProgressPrinter(console, loudness);
  }

  @Override
  public void onNotice(String message) {
    if (loudness != Loudness.QUIET) {
      console.note("note: " + message);
    }
  }

  @Override
  public void onBuild(BuildEvent event) {
    if (loudness == Loudness.QUIET) {
      return;
    }
    if (event instanceof BuildEvent.StepStarted step) {
      console.step("step " + step.index() + "/" + step.total() + ": " + step.instruction());
    } else if (event instanceof BuildEvent.StepCached) {
      console.note("  (from the cache)");
    } else if (event instanceof BuildEvent.Pulling pulling) {
      onPulling(pulling);
    } else if (event instanceof BuildEvent.Output output && loudness == Loudness.VERBOSE) {
      console.note("  " + output.line());
    }
  }

  private void onPulling(BuildEvent.Pulling pulling) {
    if (loudness == Loudness.VERBOSE) {
      console.note("pulling " + pulling.image() + ": " + pulling.status());
    } else if (!pulled.equals(pulling.image())) {
      console.step("pulling " + pulling.image());
      pulled = pulling.image();
    }
  }

  @Override
  public void onPush(PushEvent event) {
    pushes.onPush(event);
  }

  @Override
  public void onDeploy(ServiceState state, String message) {
    if (loudness != Loudness.QUIET) {
      console.note(message);
    }
  }

  @Override
  public void onLockWait(LockHolder holder) {
    if (loudness != Loudness.QUIET) {
      console.note("waiting for " + holder + "; --lock-timeout says how long");
    }
  }
}
