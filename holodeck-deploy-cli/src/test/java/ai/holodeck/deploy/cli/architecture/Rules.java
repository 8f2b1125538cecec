package ai.holodeck.deploy.cli.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.JavaFieldAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import ai.holodeck.deploy.cli.Main;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/** The rules of the architecture, for the code below one root package. */
final class Rules {

  private static final List<String> MODULES = List.of("docker", "azure", "state", "tck", "cli");
  private static final List<String> ADAPTERS = List.of("docker", "azure", "state");
  private static final String[] GUICE = {
    "com.google.inject..", "jakarta.inject..", "javax.inject.."
  };

  private final String root;

  Rules(String root) {
    this.root = root;
  }

  ArchRule coreKnowsNoOtherModule() {
    return noClasses()
        .that(core())
        .should()
        .dependOnClassesThat(resideInAnyPackage(below(MODULES)))
        .because("core is what the others stand on");
  }

  ArchRule coreHasFewLibraries() {
    return classes()
        .that(core())
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                root + "..",
                "java..",
                "javax..",
                "org.jspecify..",
                "org.slf4j..",
                "com.fasterxml.jackson..",
                "org.yaml.snakeyaml..",
                "com.github.jknack.handlebars.."))
        .because("core has the JDK, JSpecify, the SLF4J API, Jackson and Handlebars");
  }

  ArchRule jacksonOnlyInConfig() {
    return noClasses()
        .that(core().and(resideOutsideOfPackages(root + ".config..")))
        .should()
        .dependOnClassesThat(resideInAnyPackage("com.fasterxml..", "org.yaml.."))
        .because("configuration is read in one package");
  }

  ArchRule handlebarsOnlyInDockerfile() {
    return noClasses()
        .that(core().and(resideOutsideOfPackages(root + ".dockerfile..")))
        .should()
        .dependOnClassesThat(resideInAnyPackage("com.github.jknack.."))
        .because("templates are rendered in one package");
  }

  ArchRule noGuiceInCore() {
    return noClasses()
        .that(core())
        .should()
        .dependOnClassesThat(resideInAnyPackage(GUICE))
        .because("a program may wire core by hand");
  }

  List<ArchRule> adaptersSeeNeitherEachOtherNorTheCommandLine() {
    return ADAPTERS.stream()
        .<ArchRule>map(
            adapter ->
                noClasses()
                    .that()
                    .resideInAPackage(root + "." + adapter + "..")
                    .should()
                    .dependOnClassesThat(
                        resideInAnyPackage(
                            below(
                                MODULES.stream().filter(other -> !other.equals(adapter)).toList())))
                    .because("an adapter can be left out without another one noticing"))
        .toList();
  }

  ArchRule commandLineNamesNoAdapter() {
    return noClasses()
        .that()
        .resideInAPackage(root + ".cli..")
        .should()
        .dependOnClassesThat(resideInAnyPackage(below(ADAPTERS)))
        .because("a third party's adapter is found in the same way as ours");
  }

  ArchRule commandLineHasGuiceInOnePlace() {
    return noClasses()
        .that(
            resideInAnyPackage(root + ".cli..")
                .and(resideOutsideOfPackages(root + ".cli.adapter..")))
        .should()
        .dependOnClassesThat(resideInAnyPackage(GUICE))
        .because("parsing and help create no injector");
  }

  ArchRule picocliOnlyInCommands() {
    return noClasses()
        .that(resideInAnyPackage(root + "..").and(resideOutsideOfPackages(root + ".cli.command..")))
        .should()
        .dependOnClassesThat(resideInAnyPackage("picocli.."))
        .because("the use cases are called by other programs too");
  }

  ArchRule noCyclesBetweenPackages() {
    return slices().matching(root + ".(**)").should().beFreeOfCycles();
  }

  ArchRule namesSayWhatAClassIs() {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .haveNameMatching(
            ".*\\.(I[A-Z][a-z]\\w*|\\w*(Impl|Manager|Utils?|Helper|Abstract\\w*))(\\$.*)?")
        .because("such a name says nothing of what the class does");
  }

  ArchRule noPackagesOfOddsAndEnds() {
    return noClasses()
        .should()
        .resideInAnyPackage(
            Stream.of("util", "utils", "impl", "helper", "helpers", "common", "misc")
                .map(name -> root + ".." + name + "..")
                .toArray(String[]::new))
        .because("packages are by feature");
  }

  ArchRule packagesAreNullMarked() {
    return classes().that().resideInAPackage(root + "..").should(new LieInANullMarkedPackage());
  }

  ArchRule portsAreNarrow() {
    return classes()
        .that(core().and(JavaClass.Predicates.INTERFACES))
        .should(new HaveFewAbstractMethods(5));
  }

  ArchRule noFieldInjection() {
    return fields()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage(root + "..")
        .should()
        .notBeAnnotatedWith("com.google.inject.Inject")
        .andShould()
        .notBeAnnotatedWith("jakarta.inject.Inject")
        .because("what a class needs stands in its constructor");
  }

  ArchRule standardStreamsOnlyAtTheEntrance() {
    return noClasses()
        .that(resideInAnyPackage(root + "..").and(not(type(Main.class))))
        .should()
        .accessFieldWhere(target(owner(type(System.class))))
        .because("libraries do not print");
  }

  /** Core is whatever is below the root and in no other module. */
  private DescribedPredicate<JavaClass> core() {
    return resideInAnyPackage(root + "..")
        .and(resideOutsideOfPackages(below(MODULES)))
        .as("in core");
  }

  private String[] below(List<String> modules) {
    return modules.stream().map(module -> root + "." + module + "..").toArray(String[]::new);
  }
}
