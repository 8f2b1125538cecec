package ai.holodeck.deploy.cli.adapter;

import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.operation.Adapters;
import ai.holodeck.deploy.service.DeployerFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The adapters of this installation, wired; what they contribute is made when it is asked for.
 *
 * @param adapters what the use cases take
 * @param providers the providers among them, sorted by id
 */
public record InstalledAdapters(Adapters adapters, List<InstalledProvider> providers) {

  /** The engine that builds and keeps images when several adapters bring one. */
  private static final String PREFERRED_ENGINE = "docker";

  public InstalledAdapters {
    providers = List.copyOf(providers);
  }

  /**
   * Finds and wires the adapters on the class path and in {@code $HOLODECK_HOME/adapters}. One that
   * is broken, or that brings what another one brought before, is left out.
   *
   * @param userHome the folder that has {@code .holodeck}
   * @param warnings is told, in one line each, what is left out
   */
  public static InstalledAdapters find(
      Variables variables, Clock clock, Path userHome, Consumer<String> warnings) {
    Path home =
        variables
            .get("HOLODECK_HOME")
            .filter(value -> !value.isBlank())
            .map(Path::of)
            .orElse(userHome.resolve(".holodeck"));
    ClassLoader program = InstalledAdapters.class.getClassLoader();
    return wire(
        new AdapterFinder(program, home.resolve("adapters"), warnings).find(),
        variables,
        clock,
        warnings);
  }

  static InstalledAdapters wire(
      List<AdapterEntry> entries, Variables variables, Clock clock, Consumer<String> warnings) {
    List<WiredAdapter> wired = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (AdapterEntry entry : entries) {
      try {
        WiredAdapter adapter = WiredAdapter.of(entry, variables, clock);
        TreeSet<String> twice = adapter.contributions();
        twice.retainAll(taken);
        if (twice.isEmpty()) {
          taken.addAll(adapter.contributions());
          wired.add(adapter);
        } else {
          warnings.accept(
              leftOut(entry) + "another adapter brings " + String.join(", ", twice) + " already");
        }
      } catch (VirtualMachineError e) {
        throw e;
      } catch (ReflectiveOperationException | RuntimeException | Error e) {
        warnings.accept(leftOut(entry) + AdapterFault.describe(e));
      }
    }
    return of(wired);
  }

  private static String leftOut(AdapterEntry entry) {
    return "the adapter " + entry.module() + " from " + entry.source() + " is left out: ";
  }

  private static InstalledAdapters of(List<WiredAdapter> wired) {
    Adapters.Builder adapters = Adapters.builder();
    List<InstalledProvider> providers = new ArrayList<>();
    Map<String, Runnable> builders = new TreeMap<>();
    Map<String, Runnable> publishers = new TreeMap<>();
    Map<String, Runnable> keepers = new TreeMap<>();
    for (WiredAdapter adapter : wired) {
      adapter
          .deployers()
          .forEach(
              (id, provider) -> {
                Supplier<DeployerFactory> factory = AdapterFault.guarded(adapter, provider);
                adapters.deployer(id, factory);
                providers.add(InstalledProvider.of(id, factory, adapter.module()));
              });
      adapter
          .backends()
          .forEach(
              (id, provider) -> adapters.stateBackend(id, AdapterFault.guarded(adapter, provider)));
      adapter
          .builders()
          .forEach(
              (id, provider) ->
                  builders.put(
                      id, () -> adapters.imageBuilder(AdapterFault.guarded(adapter, provider))));
      adapter
          .publishers()
          .forEach(
              (id, provider) ->
                  publishers.put(
                      id, () -> adapters.imagePublisher(AdapterFault.guarded(adapter, provider))));
      adapter
          .keepers()
          .forEach(
              (id, provider) ->
                  keepers.put(
                      id, () -> adapters.imageKeeper(AdapterFault.guarded(adapter, provider))));
    }
    preferred(builders);
    preferred(publishers);
    preferred(keepers);
    providers.sort(Comparator.comparing(InstalledProvider::id));
    return new InstalledAdapters(adapters.build(), providers);
  }

  private static void preferred(Map<String, Runnable> choices) {
    if (!choices.isEmpty()) {
      choices.getOrDefault(PREFERRED_ENGINE, choices.values().iterator().next()).run();
    }
  }
}
