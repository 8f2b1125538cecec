package ai.holodeck.deploy.cli.command;

import ai.holodeck.deploy.cli.adapter.InstalledProvider;
import ai.holodeck.deploy.cli.console.Outcome;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.service.Capability;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holodeck providers}. */
@Command(
    name = "providers",
    description = {
      "List the providers that agents can be deployed to.",
      "A further one is a folder with its jars in $$HOLODECK_HOME/adapters."
    })
final class ProvidersCommand implements Callable<Integer> {

  @Mixin OutputOptions output = new OutputOptions();
  private final Host host;

  ProvidersCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Session session = new Session(host, output);
    List<Listed> listed = new ArrayList<>();
    for (InstalledProvider provider : session.installed().providers()) {
      capabilities(provider).ifPresent(known -> listed.add(new Listed(provider, known)));
    }
    session.print(
        new Outcome(
            listed.stream().map(Listed::text).collect(Collectors.joining("\n")),
            listed.stream().map(one -> one.provider().id()).collect(Collectors.joining("\n")),
            Map.of("providers", listed.stream().map(Listed::document).toList())));
    return 0;
  }

  /** A provider that cannot even say this is left out like any other broken one. */
  private Optional<SortedSet<Capability>> capabilities(InstalledProvider provider) {
    try {
      return Optional.of(new TreeSet<>(provider.factory().get().capabilities()));
    } catch (DeployException e) {
      host.console().warn(e.what());
      return Optional.empty();
    }
  }

  private record Listed(InstalledProvider provider, SortedSet<Capability> capabilities) {

    String text() {
      return new Table()
          .row(provider.id(), provider.artifact() + provider.version().map(v -> " " + v).orElse(""))
          .row("", origin())
          .row("", capabilities.isEmpty() ? "no capabilities" : words(", "))
          .toString();
    }

    Map<String, ?> document() {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("id", provider.id());
      document.put("capabilities", capabilities);
      document.put("artifact", provider.artifact());
      document.put("version", provider.version());
      document.put("origin", origin());
      return document;
    }

    private String origin() {
      return provider.origin().map(Object::toString).orElse("built in");
    }

    private String words(String separator) {
      return capabilities.stream().map(Capability::name).collect(Collectors.joining(separator));
    }
  }
}
