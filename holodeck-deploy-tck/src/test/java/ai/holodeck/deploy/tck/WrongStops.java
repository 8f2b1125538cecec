package ai.holodeck.deploy.tck;

import static ai.holodeck.deploy.tck.WrongBuilder.breaking;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.BuildListener;
import ai.holodeck.deploy.image.BuildRequest;
import ai.holodeck.deploy.image.BuildResult;
import ai.holodeck.deploy.image.ImageDetails;
import ai.holodeck.deploy.image.ImageReference;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Builders that do not stop as they should, or hold up others. */
final class WrongStops {
  private WrongStops() {}

  static Stream<WrongBuilder> all() {
    return Stream.of(
        breaking(
            "IMG-60",
            "interrupt flag lost",
            () ->
                new FolderBuilder() {
                  @Override
                  RuntimeException interrupted(FolderWork work) {
                    RuntimeException thrown = super.interrupted(work);
                    Thread.interrupted();
                    return thrown;
                  }
                }),
        breaking(
                "IMG-61",
                "step goes on after an interrupt",
                () ->
                    new FolderBuilder() {
                      @Override
                      void stop(Process step, Exception why) {
                        if (!(why instanceof InterruptedException)) {
                          super.stop(step, why);
                        }
                      }
                    })
            .seenByWaiting(),
        breaking(
            "IMG-62",
            "what was built until the interrupt is named",
            () ->
                new FolderBuilder() {
                  @Override
                  RuntimeException interrupted(FolderWork work) {
                    name(work.request.reference(), image(work));
                    return super.interrupted(work);
                  }
                }),
        breaking(
                "IMG-63",
                "context read to its end whatever comes",
                () ->
                    new FolderBuilder() {
                      @Override
                      void checkInterrupt() {}
                    })
            .seenByWaiting(),
        breaking(
            "IMG-64",
            "no further build after an interrupt",
            () ->
                new FolderBuilder() {
                  @Override
                  RuntimeException interrupted(FolderWork work) {
                    engine.close();
                    return super.interrupted(work);
                  }
                }),
        breaking(
            "IMG-65",
            "exception of the listener replaced",
            () ->
                new FolderBuilder() {
                  @Override
                  RuntimeException ofListener(FolderWork work, RuntimeException thrown) {
                    return new DeployException(
                        CoreError.BUILD_FAILED, "the build was stopped", "try again");
                  }
                }),
        breaking(
                "IMG-66",
                "step goes on without its listener",
                () ->
                    new FolderBuilder() {
                      @Override
                      void stop(Process step, Exception why) {
                        if (why instanceof InterruptedException) {
                          super.stop(step, why);
                        }
                      }
                    })
            .seenByWaiting(),
        breaking(
            "IMG-67",
            "what was built until the listener threw is named",
            () ->
                new FolderBuilder() {
                  @Override
                  RuntimeException ofListener(FolderWork work, RuntimeException thrown) {
                    name(work.request.reference(), image(work));
                    return thrown;
                  }
                }),
        breaking(
                "IMG-82",
                "one build after the other",
                () ->
                    new FolderBuilder() {
                      @Override
                      public synchronized BuildResult build(
                          BuildRequest request, BuildListener listener) {
                        return super.build(request, listener);
                      }
                    })
            .seenByWaiting(),
        breaking(
                "IMG-83",
                "nothing found before all builds have ended",
                () ->
                    new FolderBuilder() {
                      @Override
                      public Optional<ImageDetails> find(ImageReference reference) {
                        Poll.comesTrue(Duration.ofMinutes(1), running::isEmpty);
                        return super.find(reference);
                      }
                    })
            .seenByWaiting());
  }
}
