package ai.holodeck.deploy.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

  private static final String ROOT = "ai.holodeck.deploy";

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages(ROOT);

  @Test
  void everyModuleIsLookedAt() {
    assertThat(
            List.of(
                "ai.holodeck.deploy.operation.Adapters",
                "ai.holodeck.deploy.docker.DockerAdapter",
                "ai.holodeck.deploy.state.JsonStateAdapter",
                "ai.holodeck.deploy.cli.Main"))
        .allMatch(CODE::contain);
  }

  @TestFactory
  Stream<DynamicTest> codeKeepsEveryRule() {
    return all(new Rules(ROOT)).stream()
        .map(
            rule ->
                DynamicTest.dynamicTest(
                    rule.getDescription(), () -> rule.allowEmptyShould(true).check(CODE)));
  }

  static List<ArchRule> all(Rules rules) {
    List<ArchRule> all =
        new ArrayList<>(
            List.of(
                rules.coreKnowsNoOtherModule(),
                rules.coreHasFewLibraries(),
                rules.jacksonOnlyInConfig(),
                rules.handlebarsOnlyInDockerfile(),
                rules.noGuiceInCore(),
                rules.commandLineNamesNoAdapter(),
                rules.commandLineHasGuiceInOnePlace(),
                rules.picocliOnlyInCommands(),
                rules.noCyclesBetweenPackages(),
                rules.namesSayWhatAClassIs(),
                rules.noPackagesOfOddsAndEnds(),
                rules.packagesAreNullMarked(),
                rules.portsAreNarrow(),
                rules.noFieldInjection(),
                rules.standardStreamsOnlyAtTheEntrance()));
    all.addAll(rules.adaptersSeeNeitherEachOtherNorTheCommandLine());
    return all;
  }
}
