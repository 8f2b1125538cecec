package ai.holodeck.deploy.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.holodeck.deploy.config.Settings;
import ai.holodeck.deploy.config.TargetSettings;
import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.error.ConfigException;
import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.Deployer;
import ai.holodeck.deploy.service.DeployerFactory;
import ai.holodeck.deploy.service.ServiceId;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceOwner;
import ai.holodeck.deploy.service.ServiceState;
import com.google.inject.Guice;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.Provider;
import com.google.inject.TypeLiteral;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** All that a host does with the adapter: finds it, asks it, and tries to make a deployer. */
public final class HostUse implements Runnable {
  /** For the test, which finds the class by its name. */
  public HostUse() {}

  @Override
  public void run() {
    Map<String, Provider<DeployerFactory>> factories =
        Guice.createInjector(
                listedModule(),
                binder -> binder.bind(Variables.class).toInstance(Variables.of(Map.of())))
            .getInstance(Key.get(new TypeLiteral<Map<String, Provider<DeployerFactory>>>() {}));
    assertThat(factories).containsOnlyKeys("azure");
    DeployerFactory factory = Objects.requireNonNull(factories.get("azure")).get();

    assertThat(factory.provider()).isEqualTo("azure");
    assertThat(factory.capabilities()).contains(Capability.NEEDS_REGISTRY);
    assertThat(factory.nameFor(new ServiceOwner("00112233aabb", "default", "bot")).value())
        .startsWith("bot-");
    createConnectsNothing(factory);
  }

  private static void createConnectsNothing(DeployerFactory factory) {
    Map<String, String> correct =
        Map.of(
            "subscription_id", "00000000-1111-2222-3333-444455556666", "resource_group", "agents");
    Deployer deployer = factory.create(settings(correct));

    assertThat(deployer.find(new ServiceName("No Name Of Azure"))).isEmpty();
    assertThat(deployer.status(new ServiceId("no-id-of-azure")).state())
        .isEqualTo(ServiceState.UNKNOWN);
    assertThat(
            catchThrowableOfType(
                ConfigException.class, () -> factory.create(settings(Map.of("cpu", "1")))))
        .isNotNull();
  }

  private static TargetSettings settings(Map<String, String> values) {
    return new TargetSettings("azure", Settings.of("target.azure", values));
  }

  private static Module listedModule() {
    try (InputStream list =
        AzureAdapter.class.getResourceAsStream("/META-INF/services/ai.holodeck.deploy.Adapter")) {
      String name =
          new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8).strip();
      return Class.forName(name).asSubclass(Module.class).getConstructor().newInstance();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the listed module", e);
    }
  }
}
