package ai.holodeck.deploy.cli.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.DeployerFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledAdaptersTest {

  private static final String SECRET = "hunter2-in-an-adapter";

  @TempDir Path home;
  private final List<String> warnings = new ArrayList<>();

  @Test
  void oursAreFoundOnTheClassPath() {
    InstalledAdapters installed = find();
    assertThat(warnings).isEmpty();
    assertThat(installed.adapters().providers()).contains("docker");
    assertThat(installed.adapters().stateBackend("json").id()).isEqualTo("json");
    assertThat(installed.adapters().imageBuilder()).isNotNull();
    assertThat(installed.adapters().imageKeeper()).isPresent();
  }

  @Test
  void thirdPartysJarInTheUsersFolderIsAProvider() throws IOException {
    Path jar = install("acme", AdapterJar.sourceOf("Acme", "acme"), "com.acme.AcmeAdapter");
    InstalledAdapters installed = find();
    assertThat(warnings).isEmpty();
    DeployerFactory factory = installed.adapters().deployer("acme");
    assertThat(factory.capabilities()).containsExactly(Capability.LOGS);
    assertThat(installed.providers())
        .filteredOn(provider -> provider.id().equals("acme"))
        .singleElement()
        .satisfies(
            provider -> {
              assertThat(provider.artifact()).isEqualTo("acme-adapter");
              assertThat(provider.version()).isEqualTo(Optional.of("1.2.3"));
              assertThat(provider.origin()).isEqualTo(Optional.of(jar));
            });
  }

  @Test
  void defaultFolderIsInTheUsersHome() throws IOException {
    AdapterJar.write(
        home.resolve(".holodeck/adapters/acme/acme.jar"),
        AdapterJar.sourceOf("Acme", "acme"),
        "com.acme.AcmeAdapter");
    assertThat(
            InstalledAdapters.find(Variables.of(Map.of()), Clock.systemUTC(), home, warnings::add)
                .adapters()
                .providers())
        .contains("acme");
  }

  @Test
  void twoVersionsOfOneLibraryDoNotMeet() throws IOException {
    for (String name : List.of("One", "Two")) {
      String provider = name.toLowerCase(java.util.Locale.ROOT);
      Map<String, String> sources =
          new java.util.HashMap<>(
              AdapterJar.sourceOf(
                  name,
                  provider,
                  "",
                  "if (!lib.Version.NAME.equals(\"" + name + "\")) throw new Error();"));
      sources.put(
          "lib.Version",
          "package lib; public class Version { public static final String NAME = new String(\""
              + name
              + "\"); }");
      install(provider, sources, "com.acme." + name + "Adapter");
    }
    InstalledAdapters installed = find();
    assertThat(installed.adapters().deployer("one")).isNotNull();
    assertThat(installed.adapters().deployer("two")).isNotNull();
    assertThat(warnings).isEmpty();
  }

  @Test
  void adapterSeesCoreAndNothingElseOfThisProgram() throws Exception {
    ApiClassLoader api = new ApiClassLoader(InstalledAdapters.class.getClassLoader());
    assertThat(api.loadClass("ai.holodeck.deploy.service.Deployer"))
        .isEqualTo(ai.holodeck.deploy.service.Deployer.class);
    for (String shared :
        List.of(
            "com.google.inject.AbstractModule",
            "jakarta.inject.Inject",
            "org.slf4j.Logger",
            "org.jspecify.annotations.Nullable",
            "java.sql.Connection")) {
      assertThat(api.loadClass(shared)).isNotNull();
    }
    for (String hidden :
        List.of(
            "ai.holodeck.deploy.docker.DockerAdapter",
            "ai.holodeck.deploy.state.JsonStateAdapter",
            "ai.holodeck.deploy.cli.Main",
            "com.github.dockerjava.api.DockerClient",
            "com.fasterxml.jackson.databind.ObjectMapper",
            "com.google.common.collect.ImmutableList",
            "picocli.CommandLine")) {
      assertThatThrownBy(() -> api.loadClass(hidden)).isInstanceOf(ClassNotFoundException.class);
    }
    assertThat(api.getResource(ServiceFile.NAME)).isNull();
  }

  @Test
  void fileThatIsNoJarCostsOnlyItsFolder() throws IOException {
    Files.createDirectories(home.resolve("adapters/broken"));
    Files.writeString(home.resolve("adapters/broken/broken.jar"), "no jar at all");
    install("acme", AdapterJar.sourceOf("Acme", "acme"), "com.acme.AcmeAdapter");
    InstalledAdapters installed = find();
    assertThat(installed.adapters().providers()).contains("acme", "docker");
    assertThat(warnings)
        .singleElement()
        .asString()
        .contains(home.resolve("adapters/broken").toString(), "a jar cannot be read");
  }

  @Test
  void jarThatListsNothingIsSaid() throws IOException {
    install("silent", AdapterJar.sourceOf("Acme", "acme"));
    find();
    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("adapters/silent is left out: none of its jars has a META-INF/services/");
  }

  @Test
  void listedClassThatIsMissingCostsOnlyItself() throws IOException {
    install(
        "acme",
        AdapterJar.sourceOf("Acme", "acme"),
        "com.acme.Gone",
        "java.lang.String",
        "com.acme.AcmeAdapter");
    InstalledAdapters installed = find();
    assertThat(installed.adapters().providers()).contains("acme");
    assertThat(warnings)
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).contains("its class com.acme.Gone is missing"))
        .anySatisfy(line -> assertThat(line).contains("its module is no Guice module"));
  }

  @Test
  void providerThatIsThereAlreadyCostsOnlyTheSecond() throws IOException {
    install("a", AdapterJar.sourceOf("First", "acme"), "com.acme.FirstAdapter");
    install("b", AdapterJar.sourceOf("Second", "acme"), "com.acme.SecondAdapter");
    install("c", AdapterJar.sourceOf("Thief", "docker"), "com.acme.ThiefAdapter");
    InstalledAdapters installed = find();
    assertThat(installed.adapters().deployer("acme").getClass().getName())
        .startsWith("com.acme.First");
    assertThat(installed.adapters().deployer("docker").getClass().getName())
        .startsWith("ai.holodeck.");
    assertThat(warnings)
        .hasSize(2)
        .anySatisfy(
            line ->
                assertThat(line)
                    .isEqualTo(
                        "the adapter com.acme.SecondAdapter from "
                            + home.resolve("adapters/b")
                            + " is left out: another adapter brings provider 'acme' already"))
        .anySatisfy(line -> assertThat(line).contains("ThiefAdapter", "provider 'docker'"));
  }

  @Test
  void moduleThatFailsCostsOnlyItselfAndItsMessageIsNotShown() throws IOException {
    install(
        "acme",
        AdapterJar.sourceOf("Acme", "acme", "if (true) throw new Error(\"" + SECRET + "\");", ""),
        "com.acme.AcmeAdapter");
    assertThat(find().adapters().providers()).contains("docker").doesNotContain("acme");
    assertThat(warnings).singleElement().asString().contains("AcmeAdapter").doesNotContain(SECRET);
  }

  @Test
  void bindingThatIsNotExplicitIsRefused() throws IOException {
    install(
        "acme",
        AdapterJar.sourceOf("Acme", "acme", "requireBinding(StringBuilder.class);", ""),
        "com.acme.AcmeAdapter");
    find();
    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("AcmeAdapter")
        .contains("StringBuilder");
  }

  @Test
  void nothingIsMadeBeforeItIsAskedFor() throws IOException {
    install(
        "acme",
        AdapterJar.sourceOf(
            "Acme", "acme", "", "throw new IllegalStateException(\"" + SECRET + "\");"),
        "com.acme.AcmeAdapter");
    InstalledAdapters installed = find();
    assertThat(warnings).isEmpty();
    assertThatThrownBy(() -> installed.adapters().deployer("acme"))
        .isInstanceOfSatisfying(
            DeployException.class,
            failure -> {
              assertThat(failure.code().id()).isEqualTo("ADAPTER_BROKEN");
              assertThat(failure.what())
                  .contains("com.acme.AcmeAdapter", home.resolve("adapters/acme").toString())
                  .doesNotContain(SECRET);
            });
  }

  @Test
  void providersAreSorted() throws IOException {
    install("z", AdapterJar.sourceOf("Z", "aaa"), "com.acme.ZAdapter");
    assertThat(find().providers()).extracting(InstalledProvider::id).isSorted().contains("aaa");
  }

  private Path install(String folder, Map<String, String> sources, String... listed)
      throws IOException {
    return AdapterJar.write(home.resolve("adapters/" + folder + "/a.jar"), sources, listed);
  }

  private InstalledAdapters find() {
    return InstalledAdapters.find(
        Variables.of(Map.of("HOLODECK_HOME", home.toString())),
        Clock.systemUTC(),
        Path.of("nowhere"),
        warnings::add);
  }
}
