package ai.holodeck.deploy.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** For each rule there is code that breaks it and no other one. */
class BrokenRulesTest {

  private static final String FIXTURES = BrokenRulesTest.class.getPackageName() + ".broken.";

  private static final Map<String, Function<Rules, ArchRule>> BROKEN =
      Map.ofEntries(
          Map.entry("coresees", Rules::coreKnowsNoOtherModule),
          Map.entry("library", Rules::coreHasFewLibraries),
          Map.entry("jackson", Rules::jacksonOnlyInConfig),
          Map.entry("handlebars", Rules::handlebarsOnlyInDockerfile),
          Map.entry("guice", Rules::noGuiceInCore),
          Map.entry(
              "siblings", rules -> rules.adaptersSeeNeitherEachOtherNorTheCommandLine().get(1)),
          Map.entry("named", Rules::commandLineNamesNoAdapter),
          Map.entry("wiring", Rules::commandLineHasGuiceInOnePlace),
          Map.entry("parsing", Rules::picocliOnlyInCommands),
          Map.entry("cycle", Rules::noCyclesBetweenPackages),
          Map.entry("naming", Rules::namesSayWhatAClassIs),
          Map.entry("oddsandends", Rules::noPackagesOfOddsAndEnds),
          Map.entry("unmarked", Rules::packagesAreNullMarked),
          Map.entry("wide", Rules::portsAreNarrow),
          Map.entry("injected", Rules::noFieldInjection),
          Map.entry("printing", Rules::standardStreamsOnlyAtTheEntrance));

  @TestFactory
  Stream<DynamicTest> brokenRuleIsReported() {
    return BROKEN.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> {
                      Rules rules = new Rules(FIXTURES + entry.getKey());
                      String expected = entry.getValue().apply(rules).getDescription();
                      assertThat(violated(rules, entry.getKey())).contains(expected);
                    }));
  }

  @Test
  void everyRuleIsBrokenOnce() {
    Rules rules = new Rules("any");
    List<String> broken =
        BROKEN.values().stream().map(rule -> rule.apply(rules).getDescription()).toList();
    assertThat(ArchitectureTest.all(rules))
        .extracting(ArchRule::getDescription)
        // The three rules for siblings are one rule for three adapters.
        .filteredOn(description -> !description.contains("can be left out"))
        .isSubsetOf(broken);
  }

  private static List<String> violated(Rules rules, String fixture) {
    JavaClasses code = new ClassFileImporter().importPackages(FIXTURES + fixture);
    return ArchitectureTest.all(rules).stream()
        .filter(rule -> rule.allowEmptyShould(true).evaluate(code).hasViolation())
        .map(ArchRule::getDescription)
        .toList();
  }
}
