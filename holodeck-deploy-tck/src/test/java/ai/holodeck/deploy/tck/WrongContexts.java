package ai.holodeck.deploy.tck;

import static ai.holodeck.deploy.tck.WrongBuilder.breaking;

import ai.holodeck.deploy.context.ContextEntry;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.BuildRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Builders that lose or change what is in the context. */
final class WrongContexts {
  private WrongContexts() {}

  static Stream<WrongBuilder> all() {
    return Stream.of(
        breaking(
            "IMG-11",
            "line ends changed",
            () ->
                new FolderBuilder() {
                  @Override
                  byte[] content(byte[] bytes) {
                    String text = new String(bytes, StandardCharsets.ISO_8859_1);
                    return text.replace("\r\n", "\n").getBytes(StandardCharsets.ISO_8859_1);
                  }
                }),
        breaking(
            "IMG-12",
            "one mode for all files",
            () ->
                new FolderBuilder() {
                  @Override
                  int mode(ContextEntry entry) {
                    return entry instanceof ContextEntry.File ? 0644 : entry.mode();
                  }
                }),
        breaking(
            "IMG-13",
            "empty folders left out",
            () ->
                new FolderBuilder() {
                  @Override
                  List<ContextEntry> entries(BuildRequest request) {
                    return without(request, entry -> isEmptyFolder(entry, request));
                  }
                }),
        breaking(
            "IMG-14",
            "one mode for all folders",
            () ->
                new FolderBuilder() {
                  @Override
                  int mode(ContextEntry entry) {
                    return entry instanceof ContextEntry.Directory ? 0755 : entry.mode();
                  }
                }),
        breaking(
            "IMG-15",
            "empty files left out",
            () ->
                new FolderBuilder() {
                  @Override
                  List<ContextEntry> entries(BuildRequest request) {
                    return without(
                        request,
                        entry -> entry instanceof ContextEntry.File file && file.size() == 0);
                  }
                }),
        breaking(
            "IMG-16",
            "files cut after two MiB",
            () ->
                new FolderBuilder() {
                  @Override
                  byte[] content(byte[] bytes) {
                    return Arrays.copyOf(bytes, Math.min(bytes.length, 2 << 20));
                  }
                }),
        breaking(
            "IMG-17",
            "no more than 999 files",
            () ->
                new FolderBuilder() {
                  @Override
                  List<ContextEntry> entries(BuildRequest request) {
                    List<ContextEntry> entries = super.entries(request);
                    return entries.subList(0, Math.min(entries.size(), 999));
                  }
                }),
        breaking(
            "IMG-18",
            "names of other scripts left out",
            () ->
                new FolderBuilder() {
                  @Override
                  List<ContextEntry> entries(BuildRequest request) {
                    return without(request, entry -> entry.path().contains("漢字"));
                  }
                }),
        breaking(
            "IMG-19",
            "paths cut off at 255 characters",
            () ->
                new FolderBuilder() {
                  @Override
                  List<ContextEntry> entries(BuildRequest request) {
                    return without(request, entry -> entry.path().length() > 255);
                  }
                }),
        breaking(
            "IMG-20",
            ".dockerignore applied once more",
            () ->
                new FolderBuilder() {
                  @Override
                  List<ContextEntry> entries(BuildRequest request) {
                    Set<String> ignored =
                        request.context().entries().stream()
                                .anyMatch(entry -> entry.path().equals(".dockerignore"))
                            ? Set.of("left.txt", "folder/x")
                            : Set.of();
                    return without(request, entry -> ignored.contains(entry.path()));
                  }
                }),
        breaking(
            "IMG-21",
            "Dockerfile looked for at the root",
            () ->
                new FolderBuilder() {
                  @Override
                  String dockerfile(BuildRequest request) {
                    return request.dockerfile().replaceFirst(".*/", "");
                  }
                }),
        breaking(
            "IMG-22",
            "unreadable file not named",
            () ->
                new FolderBuilder() {
                  @Override
                  DeployException unreadable(String path, IOException cause) {
                    return new DeployException(
                        CoreError.BUILD_FAILED, "cannot read a file", "make it readable", cause);
                  }
                }),
        breaking(
            "IMG-23",
            "what a step writes thrown away",
            () ->
                new FolderBuilder() {
                  @Override
                  FolderFiles afterRun(FolderFiles before, FolderFiles after) {
                    return before;
                  }
                }));
  }

  private static List<ContextEntry> without(BuildRequest request, Predicate<ContextEntry> left) {
    return request.context().entries().stream().filter(left.negate()).collect(Collectors.toList());
  }

  private static boolean isEmptyFolder(ContextEntry entry, BuildRequest request) {
    return entry instanceof ContextEntry.Directory
        && request.context().entries().stream()
            .noneMatch(other -> other.path().startsWith(entry.path() + "/"));
  }
}
