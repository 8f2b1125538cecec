package ai.holodeck.deploy.azure;

import ai.holodeck.deploy.service.LogLine;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells which lines of a stream that was opened again have been given already: those before the
 * last one's time, and as many at that very time as were given then. A line without a time counts
 * as new.
 */
final class SeenLines {
  private Optional<Instant> last = Optional.empty();
  private final Map<String, Integer> atLast = new HashMap<>();
  private final Map<String, Integer> toSkip = new HashMap<>();

  /** The stream begins anew, with lines that may have been given. */
  void reopened() {
    toSkip.clear();
    toSkip.putAll(atLast);
  }

  boolean isNew(LogLine line) {
    if (line.time().isEmpty()) {
      return true;
    }
    Instant time = line.time().get();
    if (last.isPresent() && time.isBefore(last.get())) {
      return false;
    }
    if (last.isPresent() && time.equals(last.get())) {
      int left = toSkip.getOrDefault(line.text(), 0);
      if (left > 0) {
        toSkip.put(line.text(), left - 1);
        return false;
      }
    } else {
      last = line.time();
      atLast.clear();
      toSkip.clear();
    }
    atLast.merge(line.text(), 1, Integer::sum);
    return true;
  }
}
