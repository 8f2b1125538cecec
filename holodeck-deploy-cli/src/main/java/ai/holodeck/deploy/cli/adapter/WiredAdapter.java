package ai.holodeck.deploy.cli.adapter;

import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.image.ImageBuilder;
import ai.holodeck.deploy.image.ImagePublisher;
import ai.holodeck.deploy.release.ImageKeeper;
import ai.holodeck.deploy.release.StateBackend;
import ai.holodeck.deploy.service.DeployerFactory;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.Provider;
import com.google.inject.Stage;
import com.google.inject.TypeLiteral;
import java.time.Clock;
import java.util.Map;
import java.util.TreeSet;

/**
 * An adapter with an injector of its own, so that a fault in it stays with it.
 *
 * @param source where it was found, for people
 * @param module the class of its module
 */
record WiredAdapter(
    String source,
    Class<?> module,
    Map<String, Provider<DeployerFactory>> deployers,
    Map<String, Provider<ImageBuilder>> builders,
    Map<String, Provider<ImagePublisher>> publishers,
    Map<String, Provider<ImageKeeper>> keepers,
    Map<String, Provider<StateBackend>> backends) {

  static {
    // Without these Guice makes classes by means that the JDK warns of since 24. They cost nothing
    // on older ones.
    System.setProperty("guice_bytecode_gen_option", "DISABLED");
    System.setProperty("guice_custom_class_loading", "CHILD");
  }

  /**
   * Loads and wires an adapter; makes none of what it contributes.
   *
   * @throws ReflectiveOperationException when its module cannot be made
   */
  static WiredAdapter of(AdapterEntry entry, Variables variables, Clock clock)
      throws ReflectiveOperationException {
    Class<?> type = Class.forName(entry.module(), true, entry.loader());
    Module module = (Module) type.getConstructor().newInstance();
    Injector injector =
        Guice.createInjector(Stage.DEVELOPMENT, new HostModule(variables, clock), module);
    return new WiredAdapter(
        entry.source(),
        type,
        injector.getInstance(Key.get(new TypeLiteral<Map<String, Provider<DeployerFactory>>>() {})),
        injector.getInstance(Key.get(new TypeLiteral<Map<String, Provider<ImageBuilder>>>() {})),
        injector.getInstance(Key.get(new TypeLiteral<Map<String, Provider<ImagePublisher>>>() {})),
        injector.getInstance(Key.get(new TypeLiteral<Map<String, Provider<ImageKeeper>>>() {})),
        injector.getInstance(Key.get(new TypeLiteral<Map<String, Provider<StateBackend>>>() {})));
  }

  /** Everything it contributes, each as kind and id; two adapters may not contribute the same. */
  TreeSet<String> contributions() {
    TreeSet<String> all = new TreeSet<>();
    deployers.keySet().forEach(id -> all.add("provider '" + id + "'"));
    builders.keySet().forEach(id -> all.add("image builder '" + id + "'"));
    publishers.keySet().forEach(id -> all.add("image publisher '" + id + "'"));
    keepers.keySet().forEach(id -> all.add("image keeper '" + id + "'"));
    backends.keySet().forEach(id -> all.add("state backend '" + id + "'"));
    return all;
  }
}
