package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.docker.ServiceContainers.Place;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.service.DeployRequest;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.RestartPolicy;
import java.util.Optional;

/** Makes the containers of one deploy. They are made, not started. */
final class ContainerMaker {
  private final Engine engine;
  private final DockerSettings settings;
  private final DeployRequest request;
  private final String image;

  ContainerMaker(Engine engine, DockerSettings settings, DeployRequest request, String image) {
    this.engine = engine;
    this.settings = settings;
    this.request = request;
    this.image = image;
  }

  /**
   * One that shows whether the image becomes healthy, on any port; it is not restarted, so that its
   * end is seen.
   */
  String trial(ServiceContainers containers) {
    return make(
        containers.nameOf(Place.TRIAL),
        Ports.Binding.bindIp(settings.bind().value()),
        RestartPolicy.noRestart());
  }

  /** One that can be the service, on its port. */
  String next(ServiceContainers containers, int hostPort) {
    return make(
        containers.nameOf(Place.NEXT),
        Ports.Binding.bindIpAndPort(settings.bind().value(), hostPort),
        restartPolicy());
  }

  private RestartPolicy restartPolicy() {
    return switch (settings.restart()) {
      case NO -> RestartPolicy.noRestart();
      case ALWAYS -> RestartPolicy.alwaysRestart();
      case UNLESS_STOPPED -> RestartPolicy.unlessStoppedRestart();
      case ON_FAILURE -> RestartPolicy.onFailureRestart(0);
    };
  }

  private String make(String name, Ports.Binding binding, RestartPolicy restart) {
    ExposedPort port = ExposedPort.tcp(request.port());
    HostConfig host =
        HostConfig.newHostConfig()
            .withPortBindings(new PortBinding(binding, port))
            .withRestartPolicy(restart);
    settings.cpu().ifPresent(cpu -> host.withNanoCPUs(cpu.nanos()));
    settings.memory().ifPresent(memory -> host.withMemory(memory.bytes()));
    settings.network().ifPresent(network -> host.withNetworkMode(network.value()));
    CreateContainerCmd command =
        engine
            .client()
            .createContainerCmd(image)
            .withName(name)
            .withLabels(ServiceLabels.of(request))
            .withEnv(
                request.environment().stream()
                    .map(variable -> variable.name() + "=" + variable.value().reveal())
                    .toList())
            .withExposedPorts(port)
            .withHostConfig(host);
    return engine.change(
        CoreError.DEPLOY_FAILED,
        "the engine refused to create container '" + name + "'",
        "correct what the engine names, then deploy again",
        () -> create(command, name));
  }

  private String create(CreateContainerCmd command, String name) {
    try {
      return command.exec().getId();
    } catch (NotFoundException e) {
      throw RunnableImage.missing(request.image(), Optional.empty(), e);
    } catch (ConflictException e) {
      throw new DeployException(
          CoreError.LOCKED,
          "another deploy of service '"
              + request.name()
              + "' is under way: container '"
              + name
              + "' exists",
          "wait until it has ended, then deploy again",
          e);
    }
  }
}
