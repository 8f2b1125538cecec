package ai.holodeck.deploy.tck;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * A builder that is wrong in one way.
 *
 * @param name what it does
 * @param rules what it breaks
 * @param patience how long the kit waits for what it does not do
 */
record WrongBuilder(
    String name, List<String> rules, Duration patience, Supplier<FolderBuilder> builder) {
  static WrongBuilder breaking(String rule, String name, Supplier<FolderBuilder> builder) {
    return new WrongBuilder(name, List.of(rule), Duration.ofMinutes(1), builder);
  }

  /** For what the kit can only see by waiting in vain. */
  WrongBuilder seenByWaiting() {
    return new WrongBuilder(name, rules, Duration.ofSeconds(5), builder);
  }

  /** For a fault that cannot but break a second rule. */
  WrongBuilder alsoBreaking(String rule) {
    return new WrongBuilder(name, List.of(rules.get(0), rule), patience, builder);
  }

  boolean breaksOneRule() {
    return rules.size() == 1;
  }

  @Override
  public String toString() {
    return rules + " " + name;
  }
}
