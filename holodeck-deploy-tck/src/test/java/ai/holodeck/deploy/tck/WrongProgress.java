package ai.holodeck.deploy.tck;

import static ai.holodeck.deploy.tck.WrongBuilder.breaking;

import ai.holodeck.deploy.image.BuildEvent;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Builders that tell it wrongly. */
final class WrongProgress {
  private WrongProgress() {}

  static Stream<WrongBuilder> all() {
    return Stream.of(
        breaking(
            "IMG-50",
            "steps numbered from zero",
            () ->
                new FolderBuilder() {
                  @Override
                  BuildEvent.StepStarted started(int index, int total, String instruction) {
                    return super.started(index - 1, total, instruction);
                  }
                }),
        breaking(
            "IMG-51",
            "instructions cut off",
            () ->
                new FolderBuilder() {
                  @Override
                  BuildEvent.StepStarted started(int index, int total, String instruction) {
                    return super.started(index, total, instruction.replaceFirst(";.*", ""));
                  }
                }),
        breaking(
            "IMG-52",
            "last line of a step told again in the next",
            () ->
                new FolderBuilder() {
                  @Override
                  void tell(FolderWork work, BuildEvent event) throws InterruptedException {
                    super.tell(work, event);
                    String last =
                        work.lines.size() < 2 ? "step " : work.lines.get(work.lines.size() - 2);
                    if (event instanceof BuildEvent.StepStarted && !last.startsWith("step ")) {
                      super.tell(work, new BuildEvent.Output(last));
                    }
                  }
                }),
        breaking(
                "IMG-53",
                "line told when the next one comes",
                () ->
                    new FolderBuilder() {
                      @Override
                      Optional<String> next(BlockingQueue<Optional<String>> output)
                          throws InterruptedException {
                        Optional<String> line = super.next(output);
                        while (line.isPresent() && output.isEmpty()) {
                          TimeUnit.MILLISECONDS.sleep(1);
                        }
                        return line;
                      }
                    })
            .seenByWaiting(),
        breaking(
            "IMG-54",
            "cached steps not told",
            () ->
                new FolderBuilder() {
                  @Override
                  FolderEngine.Made reuse(FolderSteps steps, FolderEngine.Made made) {
                    return made;
                  }
                }),
        breaking(
            "IMG-55",
            "cached steps told, and run",
            () ->
                new FolderBuilder() {
                  @Override
                  FolderEngine.Made reuse(FolderSteps steps, FolderEngine.Made made)
                      throws InterruptedException {
                    if (steps.isRun()) {
                      steps.execute(steps.argument());
                    }
                    return super.reuse(steps, made);
                  }
                }),
        breaking(
            "IMG-56",
            "two threads tell at once",
            () ->
                new FolderBuilder() {
                  @Override
                  void tell(FolderWork work, BuildEvent event) throws InterruptedException {
                    if (event instanceof BuildEvent.Output) {
                      AtOnce.run(
                          () -> work.listener.onEvent(event),
                          () -> work.listener.onEvent(new BuildEvent.Pulling("nothing", "idle")));
                    } else {
                      super.tell(work, event);
                    }
                  }
                }),
        breaking(
            "IMG-80",
            "one list of lines for all builds",
            () ->
                new FolderBuilder() {
                  private final List<String> all = new CopyOnWriteArrayList<>();

                  @Override
                  List<String> newLines() {
                    return all;
                  }
                }));
  }
}
