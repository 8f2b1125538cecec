package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.image.BuildEvent;
import ai.holodeck.deploy.image.BuildListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a build tells. */
final class BuildRecord implements BuildListener {
  private final List<BuildEvent> events = new CopyOnWriteArrayList<>();

  @Override
  public void onEvent(BuildEvent event) {
    events.add(event);
  }

  List<BuildEvent> events() {
    return events;
  }

  List<BuildEvent.StepStarted> steps() {
    return events.stream()
        .filter(BuildEvent.StepStarted.class::isInstance)
        .map(BuildEvent.StepStarted.class::cast)
        .toList();
  }

  /** What was told between the beginning of the step with this text and that of the next. */
  List<BuildEvent> during(String instruction) {
    List<BuildEvent> told = new ArrayList<>();
    boolean inside = false;
    for (BuildEvent event : events) {
      if (event instanceof BuildEvent.StepStarted step) {
        inside = step.instruction().contains(instruction);
      } else if (inside) {
        told.add(event);
      }
    }
    return told;
  }

  List<String> output(String instruction) {
    return lines(during(instruction));
  }

  List<String> output() {
    return lines(events);
  }

  boolean isCached(String instruction) {
    return during(instruction).contains(new BuildEvent.StepCached());
  }

  private static List<String> lines(List<BuildEvent> events) {
    return events.stream()
        .filter(BuildEvent.Output.class::isInstance)
        .map(event -> ((BuildEvent.Output) event).line())
        .toList();
  }
}
