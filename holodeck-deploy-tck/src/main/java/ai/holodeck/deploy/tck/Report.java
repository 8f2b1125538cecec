package ai.holodeck.deploy.tck;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What came of a contract, rule by rule, and the verdict. */
final class Report {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Class<?> testClass;
  private final Subject subject;
  private final Rules rules;
  private final Outcomes outcomes;

  Report(Class<?> testClass, Subject subject, Rules rules, Outcomes outcomes) {
    this.testClass = testClass;
    this.subject = subject;
    this.rules = rules;
    this.outcomes = outcomes;
  }

  /** One line, for people: "conformant", alone, when every rule was kept. */
  String verdict() {
    List<String> broken = with(Outcome.FAIL);
    List<String> deviating = with(Outcome.DEVIATES);
    if (!broken.isEmpty()) {
      return "not conformant, broken: " + String.join(", ", broken);
    }
    if (!deviating.isEmpty()) {
      return "not conformant, deviates as declared: " + String.join(", ", deviating);
    }
    if (!isComplete()) {
      return "incomplete, rules run: " + outcomes.size() + " of " + rules.all().size();
    }
    List<String> untested = untested();
    return untested.isEmpty()
        ? "conformant"
        : "conformant, untested: " + String.join(", ", untested);
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append("contract:     ").append(contract()).append(", ");
    text.append(rules.all().size()).append(" rules\n");
    text.append("adapter:      ").append(subject.adapter()).append(' ').append(subject.version());
    text.append("\ncapabilities: ").append(capabilities().isEmpty() ? "none" : capabilities());
    text.append("\nverdict:      ").append(verdict()).append("\n\n");
    for (Rule rule : rules.all()) {
      Outcomes.Result result = outcomes.of(rule);
      text.append(rule.id()).append("  ").append(result.outcome()).append("  ");
      text.append(rule.text()).append('\n');
      if (!result.note().isEmpty()) {
        text.append(result.note().strip().indent(8));
      }
    }
    return text.toString();
  }

  ObjectNode json() {
    ObjectNode report = JSON.createObjectNode();
    report.put("contract", contract());
    report.put("adapter", subject.adapter());
    report.put("version", subject.version());
    ArrayNode declared = report.putArray("capabilities");
    subject.capabilities().stream().sorted().forEach(each -> declared.add(each.name()));
    report.put("complete", isComplete());
    report.put(
        "conformant",
        isComplete() && with(Outcome.FAIL).isEmpty() && with(Outcome.DEVIATES).isEmpty());
    ArrayNode untested = report.putArray("untested");
    untested().forEach(untested::add);
    report.put("verdict", verdict());
    ArrayNode each = report.putArray("rules");
    for (Rule rule : rules.all()) {
      Outcomes.Result result = outcomes.of(rule);
      each.addObject()
          .put("id", rule.id())
          .put("text", rule.text())
          .put("outcome", result.outcome().name())
          .put("note", result.note());
    }
    return report;
  }

  /** Writes both files into a folder named after the test class. */
  void write(String folder) {
    Path into = Path.of(folder, testClass.getName());
    try {
      Files.createDirectories(into);
      Files.writeString(into.resolve("tck-report.txt"), text());
      Files.writeString(
          into.resolve("tck-report.json"), json().toPrettyString() + System.lineSeparator());
    } catch (IOException e) {
      throw new UncheckedIOException("the report cannot be written to " + into, e);
    }
  }

  /** Every rule was run, whatever came of it. */
  private boolean isComplete() {
    return outcomes.size() == rules.all().size();
  }

  /** What the verdict cannot speak of. */
  private List<String> untested() {
    return Stream.concat(with(Outcome.NOT_TESTED).stream(), subject.untested().stream()).toList();
  }

  private String capabilities() {
    return subject.capabilities().stream()
        .sorted()
        .map(Enum::name)
        .map(each -> subject.untested().contains(each) ? each + " (declared, untested)" : each)
        .collect(Collectors.joining(", "));
  }

  private String contract() {
    Class<?> at = testClass;
    while (!at.getPackageName().equals(Report.class.getPackageName())
        || !java.lang.reflect.Modifier.isAbstract(at.getModifiers())) {
      at = at.getSuperclass();
    }
    return at.getSimpleName();
  }

  private List<String> with(Outcome outcome) {
    return rules.all().stream()
        .filter(rule -> outcomes.of(rule).outcome() == outcome)
        .map(Rule::id)
        .toList();
  }
}
