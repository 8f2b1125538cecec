package ai.holodeck.deploy.tck;

import static ai.holodeck.deploy.tck.WrongBuilder.breaking;

import ai.holodeck.deploy.image.BuildRequest;
import ai.holodeck.deploy.image.BuildResult;
import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.image.ImageDetails;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.Platform;
import ai.holodeck.deploy.image.Tag;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Builders that give, find or name the wrong thing. */
final class WrongImages {
  private WrongImages() {}

  static Stream<WrongBuilder> all() {
    return Stream.of(
        breaking(
            "IMG-01",
            "result named latest",
            () ->
                new FolderBuilder() {
                  @Override
                  BuildResult result(FolderEngine.Image image, FolderWork work) {
                    ImageReference name = work.request.reference();
                    return new BuildResult(
                        new EngineImage(
                            new ImageReference(name.repository(), Tag.LATEST), image.id()),
                        work.lines);
                  }
                }),
        breaking(
            "IMG-02",
            "lines without the blanks in front",
            () ->
                new FolderBuilder() {
                  @Override
                  String line(String printed) {
                    return printed.strip();
                  }
                }),
        breaking(
            "IMG-03",
            "standard error thrown away",
            () ->
                new FolderBuilder() {
                  @Override
                  ProcessBuilder process(String command) {
                    return new ProcessBuilder("sh", "-c", command)
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
                  }
                }),
        breaking(
            "IMG-04",
            "found under another name than asked for",
            () ->
                new FolderBuilder() {
                  @Override
                  ImageDetails details(ImageReference reference, FolderEngine.Image image) {
                    return super.details(
                        new ImageReference(reference.repository(), Tag.LATEST), image);
                  }
                }),
        breaking(
                "IMG-04",
                "found by another id than built",
                () ->
                    new FolderBuilder() {
                      @Override
                      ImageDetails details(ImageReference reference, FolderEngine.Image image) {
                        return new ImageDetails(
                            new EngineImage(reference, image.id().substring(0, 19)),
                            image.platform(),
                            image.labels());
                      }
                    })
            .alsoBreaking("IMG-81"),
        breaking(
            "IMG-05",
            "name kept by the first image",
            () ->
                new FolderBuilder() {
                  @Override
                  void name(ImageReference reference, FolderEngine.Image image) {
                    engine.names.putIfAbsent(reference, image);
                  }
                }),
        breaking(
            "IMG-06",
            "any tag found for one that is not there",
            () ->
                new FolderBuilder() {
                  @Override
                  Optional<FolderEngine.Image> named(ImageReference reference) {
                    return super.named(reference)
                        .or(
                            () ->
                                engine.names.entrySet().stream()
                                    .filter(named -> isTagOf(reference, named.getKey()))
                                    .map(Map.Entry::getValue)
                                    .findFirst());
                  }
                }),
        breaking(
            "IMG-07",
            "labels stripped",
            () ->
                new FolderBuilder() {
                  @Override
                  Map<String, String> labels(BuildRequest request) {
                    Map<String, String> labels = new HashMap<>(request.labels());
                    labels.replaceAll((name, value) -> value.strip());
                    return labels;
                  }
                }),
        breaking(
            "IMG-08",
            "labels of the Dockerfile forgotten",
            () ->
                new FolderBuilder() {
                  @Override
                  Map<String, String> dockerfileLabels(FolderWork work) {
                    return Map.of();
                  }
                }),
        breaking(
            "IMG-09",
            "another platform told",
            () ->
                new FolderBuilder() {
                  @Override
                  ImageDetails details(ImageReference reference, FolderEngine.Image image) {
                    return new ImageDetails(
                        new EngineImage(reference, image.id()),
                        new Platform("linux/arm64"),
                        image.labels());
                  }
                }),
        breaking(
            "IMG-10",
            "other platforms taken for its own",
            () ->
                new FolderBuilder() {
                  @Override
                  void refusePlatform(BuildRequest request) {}
                }),
        breaking(
            "IMG-81",
            "labels of whichever build of the name began last",
            () ->
                new FolderBuilder() {
                  @Override
                  Map<String, String> labels(BuildRequest request) {
                    return begun.stream()
                        .filter(each -> each.reference().equals(request.reference()))
                        .reduce((first, second) -> second)
                        .orElse(request)
                        .labels();
                  }
                }));
  }

  private static boolean isTagOf(ImageReference reference, ImageReference other) {
    return other.repository().equals(reference.repository());
  }
}
