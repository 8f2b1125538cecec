package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceOwner;
import com.github.dockerjava.api.model.Container;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The services among an engine's containers, by the labels that they carry. */
final class ServiceList {
  private final Engine engine;

  ServiceList(Engine engine) {
    this.engine = engine;
  }

  /** Name and owner, ordered by name; a container whose labels somebody has spoilt is left out. */
  Map<ServiceName, ServiceOwner> owners() {
    List<Container> containers =
        engine.call(
            CoreError.DEPLOY_FAILED,
            "the engine cannot list its containers",
            "look at them with 'docker ps -a', then run the command again",
            () ->
                engine
                    .client()
                    .listContainersCmd()
                    .withShowAll(true)
                    .withLabelFilter(List.of(ServiceLabels.SERVICE))
                    .exec());
    Map<String, ServiceOwner> owners = new TreeMap<>();
    for (Container container : containers) {
      Map<String, String> labels = container.getLabels();
      ServiceLabels.owner(labels)
          .ifPresent(owner -> owners.put(labels.get(ServiceLabels.SERVICE), owner));
    }
    Map<ServiceName, ServiceOwner> named = new java.util.LinkedHashMap<>();
    owners.forEach((name, owner) -> named.put(new ServiceName(name), owner));
    return named;
  }
}
