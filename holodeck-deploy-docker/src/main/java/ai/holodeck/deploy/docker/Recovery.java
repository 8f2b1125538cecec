package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.docker.ServiceContainers.Place;
import java.util.Optional;

/**
 * Brings a service back to one container in its place, whatever a deploy has left that was killed
 * between any two of its calls. What serves is kept.
 */
final class Recovery {
  private final ServiceContainers containers;
  private final ServiceLook look;

  Recovery(ServiceContainers containers, ServiceLook look) {
    this.containers = containers;
    this.look = look;
  }

  /** With the service's lock held. Does nothing when there is nothing to do. */
  void run() {
    containers.at(Place.TRIAL).ifPresent(containers::remove);
    containers.at(Place.NEXT).ifPresent(this::decideNext);
    putBack();
  }

  /**
   * The next one takes the place when it serves and nobody else does; otherwise it never became
   * healthy.
   */
  private void decideNext(ServiceContainer next) {
    Optional<ServiceContainer> service = containers.at(Place.SERVICE);
    boolean served =
        service
            .or(() -> containers.at(Place.PREVIOUS))
            .map(ServiceContainer::isRunning)
            .orElse(false);
    if (served || !look.isHealthy(next)) {
      containers.remove(next);
      return;
    }
    service.ifPresent(containers::remove);
    containers.move(next, Place.SERVICE);
  }

  /**
   * Gives the previous one its place back, unless the place is taken: then it has been replaced.
   */
  void putBack() {
    Optional<ServiceContainer> previous = containers.at(Place.PREVIOUS);
    if (previous.isEmpty()) {
      return;
    }
    if (containers.at(Place.SERVICE).isPresent()) {
      containers.remove(previous.get());
      return;
    }
    containers.move(previous.get(), Place.SERVICE);
    containers.start(previous.get());
  }
}
