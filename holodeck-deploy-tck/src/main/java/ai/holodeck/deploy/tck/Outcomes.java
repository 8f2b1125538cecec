package ai.holodeck.deploy.tck;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Collects what came of the rules of one test class. Thread-safe. */
final class Outcomes {
  /**
   * What came of a rule.
   *
   * @param note why; empty when there is nothing to say
   */
  record Result(Outcome outcome, String note) {}

  private final Map<String, Result> results = new ConcurrentHashMap<>();
  private final Map<String, String> deviations = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable Subject> subject = new AtomicReference<>();

  void tested(Subject what, Map<String, String> declared) {
    subject.set(what);
    deviations.putAll(declared);
  }

  void put(Rule rule, Outcome outcome, String note) {
    results.put(rule.id(), new Result(outcome, note));
  }

  Result of(Rule rule) {
    return results.getOrDefault(rule.id(), new Result(Outcome.NOT_TESTED, "it was not run"));
  }

  /** Of how many rules it is known. */
  int size() {
    return results.size();
  }

  /** Empty when no rule came so far that it could be asked. */
  Optional<Subject> subject() {
    return Optional.ofNullable(subject.get());
  }

  Map<String, String> deviations() {
    return deviations;
  }
}
