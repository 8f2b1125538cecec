package ai.holodeck.deploy.config;

import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.error.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces {@code ${NAME}} by environment variables, in values that have been parsed: what a
 * variable holds is never read as YAML, and never searched for {@code ${…}} itself. Anything else
 * that has a {@code $} stays as it is.
 */
public final class Substitution {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

  private final Variables variables;
  private final Problems problems;

  /**
   * @param variables where names are looked up
   * @param problems gets a fault for each variable that is not set
   */
  public Substitution(Variables variables, Problems problems) {
    this.variables = variables;
    this.problems = problems;
  }

  /** The names in a text, in order. */
  public static List<String> namesIn(String text) {
    return REFERENCE.matcher(text).results().map(match -> match.group(1)).toList();
  }

  /** The same value with every reference in it replaced; keys stay as they are. */
  public Node resolve(String key, Node node) {
    if (node instanceof Mapping block) {
      Map<String, Mapping.Entry> entries = new LinkedHashMap<>();
      block
          .entries()
          .forEach(
              (name, entry) ->
                  entries.put(
                      name,
                      new Mapping.Entry(
                          entry.keyPosition(), resolve(key + "." + name, entry.value()))));
      return new Mapping(block.position(), entries);
    }
    if (node instanceof Sequence list) {
      List<Node> items = new ArrayList<>();
      for (Node item : list.items()) {
        items.add(resolve(key + "[" + items.size() + "]", item));
      }
      return new Sequence(list.position(), items);
    }
    Scalar scalar = (Scalar) node;
    if (namesIn(scalar.text()).isEmpty()) {
      return scalar;
    }
    int faults = problems.count();
    String text = replace(key, scalar);
    Scalar.Kind kind = problems.count() > faults ? Scalar.Kind.UNRESOLVED : Scalar.Kind.STRING;
    return new Scalar(scalar.position(), text, scalar.written(), kind);
  }

  private String replace(String key, Scalar scalar) {
    return REFERENCE
        .matcher(scalar.text())
        .replaceAll(match -> Matcher.quoteReplacement(value(key, scalar, match)));
  }

  private String value(String key, Scalar scalar, MatchResult match) {
    String name = match.group(1);
    return variables
        .get(name)
        .orElseGet(
            () -> {
              problems.add(
                  scalar.position(),
                  key,
                  "the environment variable " + name + " is not set",
                  "set " + name + ", or write the value");
              return match.group();
            });
  }
}
