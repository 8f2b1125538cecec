package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.release.StateBackend.Stores;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Puts content in the store that it cannot read, and looks on while it is used. */
final class Unreadable {
  private final StateTrial trial;
  private final StoredContent content;

  Unreadable(StateTrial trial) {
    this.trial = trial;
    this.content = trial.content();
  }

  void assertNewerVersionIsRefused(Map<String, Consumer<Stores>> calls) {
    assertRefused(calls, piece -> List.of(content.ofNewerVersion(piece)));
  }

  void assertMalformedIsRefused(Map<String, Consumer<Stores>> calls) {
    assertRefused(calls, content::malformed);
  }

  private void assertRefused(
      Map<String, Consumer<Stores>> calls, Function<byte[], List<byte[]>> spoil) {
    Map<String, byte[]> whole = content.read();
    assertThat(whole).as("pieces that storedContent() finds in a store with content").isNotEmpty();
    whole.forEach(
        (piece, bytes) -> {
          for (byte[] spoiled : spoil.apply(bytes)) {
            assertThat(Arrays.equals(spoiled, bytes))
                .as("storedContent() leaves piece '%s' as it is", piece)
                .isFalse();
            content.write(piece, spoiled);
            calls.forEach((name, call) -> assertRefused(piece, name, call));
          }
          content.write(piece, bytes);
        });
    // What was put back is read again: nothing beside the pieces was changed either.
    calls.values().forEach(call -> call.accept(trial.open()));
  }

  private void assertRefused(String piece, String name, Consumer<Stores> call) {
    Map<String, byte[]> before = content.read();
    try {
      Refusal.assertRefused(CoreError.STATE_INVALID, () -> call.accept(trial.open()));
    } catch (AssertionError e) {
      throw new AssertionError(
          name + ", while piece '" + piece + "' cannot be read: " + e.getMessage(), e);
    }
    Map<String, byte[]> after = content.read();
    assertThat(after.keySet()).as("pieces after %s", name).isEqualTo(before.keySet());
    after.forEach(
        (each, bytes) ->
            assertThat(Arrays.equals(bytes, before.get(each)))
                .as("piece '%s' is byte for byte the same after %s", each, name)
                .isTrue());
  }
}
