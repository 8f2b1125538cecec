package ai.holodeck.deploy.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.holodeck.deploy.config.Settings;
import ai.holodeck.deploy.error.ConfigException;
import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.release.StateBackend;
import ai.holodeck.deploy.release.StateBackend.Stores;
import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.Provider;
import com.google.inject.TypeLiteral;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a host finds and opens the backend. */
class JsonStateAdapterTest {
  @TempDir Path folder;

  @Test
  void theListedModuleContributesTheBackend() throws Exception {
    Injector injector = Guice.createInjector(host(), listedModule());

    Map<String, Provider<StateBackend>> backends =
        injector.getInstance(Key.get(new TypeLiteral<Map<String, Provider<StateBackend>>>() {}));

    assertThat(backends).containsOnlyKeys("json");
    StateBackend backend = Objects.requireNonNull(backends.get("json")).get();
    assertThat(backend.id()).isEqualTo("json");
    Stores stores = backend.open(folder, Settings.of("state", Map.of("backend", "json")));
    assertThat(stores.records().list()).isEmpty();
  }

  @Test
  void openAlonePutsNothingOnTheDisk() {
    Stores stores =
        new JsonStateBackend(Clock.systemUTC()).open(folder, Settings.of("state", Map.of()));

    assertThat(stores.releases().history(DeploymentKey.of("a"))).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void unknownKeyOfTheBlockIsAConfigurationFault() {
    StateBackend backend = new JsonStateBackend(Clock.systemUTC());

    ConfigException e =
        catchThrowableOfType(
            ConfigException.class,
            () ->
                backend.open(
                    folder,
                    Settings.of("deployment.state", Map.of("backend", "json", "file", "x"))));

    assertThat(e).isNotNull();
    assertThat(e.what()).contains("deployment.state.file");
  }

  @Test
  void theBlockOfAnotherBackendIsRefused() {
    StateBackend backend = new JsonStateBackend(Clock.systemUTC());

    assertThatThrownBy(() -> backend.open(folder, Settings.of("state", Map.of("backend", "blob"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Module host() {
    return new AbstractModule() {
      @Override
      protected void configure() {
        binder().requireExplicitBindings();
        bind(Clock.class).toInstance(Clock.systemUTC());
      }
    };
  }

  private static Module listedModule() throws Exception {
    try (InputStream list =
        JsonStateBackend.class.getResourceAsStream(
            "/META-INF/services/ai.holodeck.deploy.Adapter")) {
      if (list == null) {
        throw new IOException("the jar lists no adapter");
      }
      String name = new String(list.readAllBytes(), StandardCharsets.UTF_8).strip();
      return Class.forName(name).asSubclass(Module.class).getConstructor().newInstance();
    }
  }
}
