package ai.holodeck.deploy.tck;

import static ai.holodeck.deploy.tck.WrongBuilder.breaking;

import ai.holodeck.deploy.context.ContextEntry;
import ai.holodeck.deploy.image.BuildRequest;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Builders that build too much anew, or too little. */
final class WrongCaches {
  private WrongCaches() {}

  static Stream<WrongBuilder> all() {
    return Stream.of(
        breaking(
            "IMG-70",
            "new id for every build",
            () ->
                new FolderBuilder() {
                  @Override
                  String id(String content) {
                    return super.id(content + UUID.randomUUID());
                  }
                }),
        breaking(
            "IMG-71",
            "layers that depend on the moment",
            () ->
                new FolderBuilder() {
                  @Override
                  String layer(FolderFiles after, FolderFiles before) {
                    return super.layer(after, before) + UUID.randomUUID();
                  }
                }),
        breaking(
            "IMG-72",
            "cache used though it must not be",
            () ->
                new FolderBuilder() {
                  @Override
                  Optional<FolderEngine.Made> cached(BuildRequest request, String key) {
                    return Optional.ofNullable(engine.cache.get(key));
                  }
                }),
        breaking(
            "IMG-73",
            "content not looked at",
            () ->
                new FolderBuilder() {
                  @Override
                  String keyOf(String path, FolderFiles.Node node, ContextEntry entry) {
                    return path + " " + entry.mode() + " " + node.size();
                  }
                }),
        breaking(
            "IMG-74",
            "mode not looked at",
            () ->
                new FolderBuilder() {
                  @Override
                  String keyOf(String path, FolderFiles.Node node, ContextEntry entry) {
                    return path + " " + node.digest();
                  }
                }),
        breaking(
            "IMG-75",
            "every label a reason to build anew",
            () ->
                new FolderBuilder() {
                  @Override
                  String seed(BuildRequest request) {
                    return request.labels().toString();
                  }
                }));
  }
}
