package ai.holodeck.deploy.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContextEntryTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "a/b", "..a", "a..", "...", "..\n", "a/\n", " ", "a\\b"})
  void pathInsideTheContextIsTaken(String path) {
    assertThat(new ContextEntry.Directory(path, 0555).path()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a", "a/", "a//b", ".", "..", "a/..", "./a", "a/./b", "a\0b"})
  void pathThatLeavesTheContextFails(String path) {
    assertThatThrownBy(() -> new ContextEntry.Directory(path, 0555))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
