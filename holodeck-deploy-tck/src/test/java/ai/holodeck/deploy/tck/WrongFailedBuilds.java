package ai.holodeck.deploy.tck;

import static ai.holodeck.deploy.tck.WrongBuilder.breaking;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.PullPolicy;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Builders that say too little when a build fails, or leave too much. */
final class WrongFailedBuilds {
  private WrongFailedBuilds() {}

  static Stream<WrongBuilder> all() {
    return Stream.of(
        breaking(
            "IMG-30",
            "failing step not named",
            () ->
                new FolderBuilder() {
                  @Override
                  List<String> details(FolderWork work) {
                    return work.stepLines;
                  }
                }),
        breaking(
            "IMG-31",
            "output of the failing step left out",
            () ->
                new FolderBuilder() {
                  @Override
                  List<String> details(FolderWork work) {
                    return List.of(work.step);
                  }
                }),
        breaking(
            "IMG-32",
            "what was built until it failed is named",
            () ->
                new FolderBuilder() {
                  @Override
                  void failed(FolderWork work) {
                    engine.names.putIfAbsent(work.request.reference(), image(work));
                  }
                }),
        breaking(
            "IMG-33",
            "name taken away when a build fails",
            () ->
                new FolderBuilder() {
                  @Override
                  void failed(FolderWork work) {
                    engine.names.remove(work.request.reference());
                  }
                }),
        breaking(
            "IMG-34",
            "goes on after a failing step",
            () ->
                new FolderBuilder() {
                  @Override
                  boolean stopsAtFailure() {
                    return false;
                  }
                }),
        breaking(
                "IMG-35",
                "failed steps never cleared away",
                () ->
                    new FolderBuilder() {
                      @Override
                      void ended(Process step, int exit) {
                        if (exit == 0) {
                          super.ended(step, exit);
                        }
                      }
                    })
            .seenByWaiting(),
        breaking(
            "IMG-36",
            "missing Dockerfile not named",
            () ->
                new FolderBuilder() {
                  @Override
                  DeployException missingDockerfile(String path) {
                    return new DeployException(
                        CoreError.BUILD_FAILED, "there is no Dockerfile", "add the Dockerfile");
                  }
                }),
        breaking(
            "IMG-37",
            "unknown instructions skipped",
            () ->
                new FolderBuilder() {
                  @Override
                  boolean isKnown(String word) {
                    return true;
                  }
                }),
        breaking(
            "IMG-38",
            "missing files not copied and not missed",
            () ->
                new FolderBuilder() {
                  @Override
                  Map<String, FolderFiles.Node> nothingToCopy(String path) {
                    return Map.of();
                  }
                }),
        breaking(
            "IMG-40",
            "missing base image told as a failed build",
            () ->
                new FolderBuilder() {
                  @Override
                  DeployException missingBase(String base, PullPolicy policy) {
                    return policy == PullPolicy.NEVER
                        ? super.missingBase(base, policy)
                        : new DeployException(
                            CoreError.BUILD_FAILED, "no base image '" + base + "'", "get it");
                  }
                }),
        breaking(
            "IMG-41",
            "base image fetched though it must not be",
            () ->
                new FolderBuilder() {
                  @Override
                  boolean mayFetch(PullPolicy policy) {
                    return true;
                  }
                }));
  }
}
