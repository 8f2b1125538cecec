package ai.holodeck.deploy.docker;

import com.github.dockerjava.api.model.Ports;
import java.net.URI;
import java.util.Optional;

/** Where a published port is reached from here. */
final class PublishedUrl {
  private PublishedUrl() {}

  static URI of(EngineAddress engine, String bind, int port) {
    boolean everywhere = bind.isEmpty() || bind.equals("0.0.0.0") || bind.equals("::");
    String host = everywhere ? engine.remoteHost().orElse("127.0.0.1") : bind;
    return URI.create(
        "http://"
            + (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host)
            + ":"
            + port);
  }

  static Optional<URI> of(EngineAddress engine, Ports.Binding binding) {
    return ServiceContainer.portOf(binding)
        .map(port -> of(engine, Optional.ofNullable(binding.getHostIp()).orElse(""), port));
  }

  /** Where the service of a container answers; empty when nothing is published. */
  static Optional<URI> of(EngineAddress engine, ServiceContainer container) {
    return ServiceLabels.port(container.labels())
        .flatMap(port -> container.published(port).or(() -> container.asked(port)))
        .flatMap(binding -> of(engine, binding));
  }
}
