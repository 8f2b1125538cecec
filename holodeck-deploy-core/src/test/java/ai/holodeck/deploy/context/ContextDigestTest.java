package ai.holodeck.deploy.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContextDigestTest {
  @Test
  void equalContextsHaveEqualDigests() {
    assertThat(digest(file("a", 0444, "x"), file("b", 0444, "y")))
        .isEqualTo(digest(file("b", 0444, "y"), file("a", 0444, "x")))
        .matches("sha256:[0-9a-f]{64}");
  }

  @Test
  void everyDifferenceShows() {
    Set<String> digests =
        Stream.of(
                digest(file("a", 0444, "x")),
                digest(file("a", 0444, "y")),
                digest(file("b", 0444, "x")),
                digest(file("a", 0555, "x")),
                digest(new ContextEntry.Directory("a", 0444)),
                digest(file("a", 0444, "")),
                digest(file("a", 0444, "x"), new ContextEntry.Directory("b", 0555)),
                digest())
            .collect(Collectors.toSet());

    assertThat(digests).hasSize(8);
  }

  private static String digest(ContextEntry... entries) {
    return ContextDigest.of(new BuildContext(List.of(entries)));
  }

  private static ContextEntry file(String path, int mode, String text) {
    return ContextEntry.File.of(path, mode, text.getBytes(StandardCharsets.UTF_8));
  }
}
