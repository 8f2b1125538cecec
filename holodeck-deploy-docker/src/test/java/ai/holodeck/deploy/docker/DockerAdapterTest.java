package ai.holodeck.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.ImageBuilder;
import ai.holodeck.deploy.image.ImagePublisher;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.release.ImageKeeper;
import ai.holodeck.deploy.service.DeployerFactory;
import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.Provider;
import com.google.inject.TypeLiteral;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DockerAdapterTest {
  /** Where no engine is. */
  private static final Variables NOWHERE =
      Variables.of(Map.of("DOCKER_HOST", "unix:///nonexistent/docker.sock"));

  @Test
  void listedModuleContributesBuilderAndProviderWithoutAskingTheEngine() throws Exception {
    Injector injector = Guice.createInjector(listed(), host());
    Map<String, Provider<DeployerFactory>> factories =
        injector.getInstance(Key.get(new TypeLiteral<>() {}));
    Map<String, Provider<ImageBuilder>> builders =
        injector.getInstance(Key.get(new TypeLiteral<>() {}));
    assertThat(factories).containsOnlyKeys("docker");
    assertThat(builders).containsOnlyKeys("docker");
    Map<String, Provider<ImageKeeper>> keepers =
        injector.getInstance(Key.get(new TypeLiteral<>() {}));
    assertThat(keepers).containsOnlyKeys("docker");
    Map<String, Provider<ImagePublisher>> publishers =
        injector.getInstance(Key.get(new TypeLiteral<>() {}));
    assertThat(publishers).containsOnlyKeys("docker");
    assertThat(Objects.requireNonNull(factories.get("docker")).get().provider())
        .isEqualTo("docker");
    ImageBuilder builder = Objects.requireNonNull(builders.get("docker")).get();
    assertThatThrownBy(() -> builder.find(ImageReference.parse("a/b:c")))
        .isInstanceOfSatisfying(
            DeployException.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(CoreError.ENGINE_UNAVAILABLE);
              assertThat(failure.what()).contains("/nonexistent/docker.sock", "DOCKER_HOST");
              assertThat(failure.remedy()).contains("start Docker");
            });
  }

  @Test
  void connectingWhereNobodyListensSaysWhatToStart() {
    assertThatThrownBy(
            () -> DockerEngine.connect(Variables.of(Map.of("DOCKER_HOST", "tcp://127.0.0.1:1"))))
        .isInstanceOfSatisfying(
            DeployException.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(CoreError.ENGINE_UNAVAILABLE);
              assertThat(failure.what()).contains("tcp://127.0.0.1:1", "refused");
              assertThat(failure.remedy()).contains("start Docker");
            });
  }

  private static Module host() {
    return new AbstractModule() {
      @Override
      protected void configure() {
        bind(Variables.class).toInstance(NOWHERE);
      }
    };
  }

  private static Module listed() throws IOException, ReflectiveOperationException {
    try (var list =
        DockerAdapter.class.getResourceAsStream("/META-INF/services/ai.holodeck.deploy.Adapter")) {
      assertThat(list).isNotNull();
      String name = new String(list.readAllBytes(), StandardCharsets.UTF_8).strip();
      return Class.forName(name).asSubclass(Module.class).getConstructor().newInstance();
    }
  }
}
