package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.docker.ServiceContainers.Place;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.ServiceState;
import java.util.Optional;

/**
 * One deploy, with the service's lock held.
 *
 * <p>A port on the host belongs to one container at a time. So when the running version holds the
 * port that the new one shall have, the new one first shows on another port that it becomes
 * healthy; then the old one is stopped and set aside, and the new one is started on the port.
 * Should it fail there, the old one is put back. Between the two nothing answers: a few seconds,
 * which is why the provider does not claim zero downtime. In all other cases the new one starts on
 * its port at once, and the old one goes when the new one is healthy.
 */
final class Replacement {
  private static final int PORT_ATTEMPTS = 20;

  private final ServiceContainers containers;
  private final ContainerMaker maker;
  private final PortedStart start;
  private final CandidateWatch watch;
  private final Recovery recovery;
  private final DockerSettings settings;
  private final DeployRequest request;
  private final DeployListener listener;

  Replacement(
      ServiceContainers containers,
      ContainerMaker maker,
      PortedStart start,
      CandidateWatch watch,
      Recovery recovery,
      DockerSettings settings,
      DeployRequest request,
      DeployListener listener) {
    this.containers = containers;
    this.maker = maker;
    this.start = start;
    this.watch = watch;
    this.recovery = recovery;
    this.settings = settings;
    this.request = request;
    this.listener = listener;
  }

  /**
   * Gives the new container, in the service's place and healthy; or throws, with the old one there
   * as it was.
   */
  ServiceContainer run() {
    Optional<ServiceContainer> old = containers.at(Place.SERVICE);
    Optional<Integer> kept =
        settings
            .hostPort()
            .map(DockerSettings.HostPort::value)
            .or(() -> old.flatMap(ServiceContainer::hostPort));
    boolean makesRoom =
        old.filter(ServiceContainer::holdsPorts).flatMap(ServiceContainer::hostPort).equals(kept)
            && kept.isPresent();
    if (makesRoom) {
      tryOut();
    }
    ServiceContainer next;
    try {
      next = kept.map(port -> started(old, port, makesRoom)).orElseGet(() -> startedAnywhere(old));
      say("waiting until it is healthy");
      watch.untilHealthy(next.id());
      if (!makesRoom) {
        old.ifPresent(containers::setAside);
      }
      containers.move(next, Place.SERVICE);
    } catch (RuntimeException e) {
      throw undone(e, old);
    }
    old.ifPresent(this::tidy);
    return next;
  }

  private void tryOut() {
    say("starting the new version beside the running one");
    try {
      String id = maker.trial(containers);
      ServiceContainer trial = containers.inspect(id).orElseThrow();
      start.start(trial);
      watch.untilHealthy(id);
    } finally {
      uninterrupted(() -> containers.at(Place.TRIAL).ifPresent(containers::remove));
    }
    stopWhenInterrupted();
  }

  private ServiceContainer started(Optional<ServiceContainer> old, int port, boolean makesRoom) {
    String id = maker.next(containers, port);
    ServiceContainer next = containers.inspect(id).orElseThrow();
    if (makesRoom) {
      ServiceContainer running = old.orElseThrow();
      say("stopping the previous version, which holds port " + port);
      containers.setAside(running);
      containers.stop(running);
    }
    say("starting on port " + port);
    start.start(next, port);
    stopWhenInterrupted();
    return next;
  }

  private ServiceContainer startedAnywhere(Optional<ServiceContainer> old) {
    for (int attempt = 0; ; attempt++) {
      int port =
          HostPorts.pick(request.name(), settings.bind().value(), attempt)
              .orElseThrow(
                  () ->
                      new DeployException(
                          CoreError.PORT_TAKEN,
                          "no port from 20000 to 29999 is free on " + settings.bind().value(),
                          "name one in target.docker.host_port"));
      try {
        return started(old, port, false);
      } catch (DeployException e) {
        if (e.code() != CoreError.PORT_TAKEN || attempt >= PORT_ATTEMPTS) {
          throw e;
        }
        containers.at(Place.NEXT).ifPresent(containers::remove);
      }
    }
  }

  /** Removes the new container and puts the old one back; says so when that fails too. */
  private RuntimeException undone(RuntimeException failure, Optional<ServiceContainer> old) {
    try {
      uninterrupted(
          () -> {
            containers.at(Place.NEXT).ifPresent(containers::remove);
            recovery.putBack();
          });
      return failure;
    } catch (DeployException e) {
      failure.addSuppressed(e);
      if (old.isEmpty() || !(failure instanceof DeployException first)) {
        return failure;
      }
      return new DeployException(
          first.code(),
          first.what() + "; and the previous version could not be put back: " + e.what(),
          "deploy again, which puts it back, or start it with 'docker start "
              + containers.nameOf(Place.PREVIOUS)
              + "'; as to the new version: "
              + first.remedy(),
          first.details(),
          first);
    }
  }

  /** The new version serves; what is left of the old one is no reason to call the deploy failed. */
  private void tidy(ServiceContainer old) {
    try {
      uninterrupted(() -> containers.remove(old));
    } catch (DeployException e) {
      listener.onProgress(
          ServiceState.RUNNING,
          "the previous container could not be removed, the next deploy will: " + e.what());
    }
  }

  private void say(String message) {
    listener.onProgress(ServiceState.PROVISIONING, message);
  }

  private void stopWhenInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw EngineErrors.interrupted(
          "deploying service '" + request.name() + "'", new InterruptedException());
    }
  }

  private static void uninterrupted(Runnable action) {
    boolean interrupted = Thread.interrupted();
    try {
      action.run();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
