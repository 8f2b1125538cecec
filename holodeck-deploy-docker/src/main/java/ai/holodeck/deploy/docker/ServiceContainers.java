package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceOwner;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The containers of one service. There is one, but for the moments of a deploy, and for what a
 * deploy that was killed has left; each {@link Place} is a name, so the engine itself sees to it
 * that there are never two of a kind.
 */
final class ServiceContainers {
  /** How long a container has to end by itself when it is stopped; Docker's own default. */
  private static final int STOP_SECONDS = 10;

  /** Docker's grammar of container names. */
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]+");

  /** What a container is to its service. */
  enum Place {
    /** The service, healthy when it was put there. */
    SERVICE(""),
    /** Will be the service once it is healthy. */
    NEXT(".next"),
    /** Was the service, and is again if the next one fails. */
    PREVIOUS(".previous"),
    /**
     * Shows on a port of its own that the new version becomes healthy; never becomes the service.
     */
    TRIAL(".trial");

    private final String suffix;

    Place(String suffix) {
      this.suffix = suffix;
    }
  }

  private final Engine engine;
  private final ServiceName name;

  ServiceContainers(Engine engine, ServiceName name) {
    this.engine = engine;
    this.name = name;
  }

  String nameOf(Place place) {
    return name + place.suffix;
  }

  /** Whatever has the name, also when it is not ours. */
  Optional<ServiceContainer> any(Place place) {
    String wanted = nameOf(place);
    if (!NAME.matcher(wanted).matches()) {
      return Optional.empty();
    }
    // The engine also takes a name for the beginning of an id.
    return inspect(wanted).filter(found -> found.name().equals(wanted));
  }

  Optional<ServiceContainer> inspect(String id) {
    return engine.call(
        CoreError.DEPLOY_FAILED,
        "the engine cannot tell about container '" + id + "'",
        "look at it with 'docker inspect " + id + "'",
        () -> {
          try {
            return Optional.of(
                new ServiceContainer(engine.client().inspectContainerCmd(id).exec()));
          } catch (NotFoundException e) {
            return Optional.empty();
          }
        });
  }

  /** The service's own container in a place. */
  Optional<ServiceContainer> at(Place place) {
    return any(place).filter(found -> ServiceLabels.isPartOf(found.labels(), name));
  }

  /** The container that stands for the service now: one that runs before one that does not. */
  Optional<ServiceContainer> current() {
    return Stream.of(Place.SERVICE, Place.NEXT, Place.PREVIOUS)
        .map(this::at)
        .flatMap(Optional::stream)
        .min(Comparator.comparing(found -> found.isRunning() ? 0 : 1));
  }

  /** Refuses when any of the names belongs to somebody else. */
  void requireOwned(ServiceOwner owner) {
    for (Place place : Place.values()) {
      any(place)
          .filter(
              found ->
                  !ServiceLabels.isPartOf(found.labels(), name)
                      || !ServiceLabels.isOwner(found.labels(), owner))
          .ifPresent(this::refuse);
    }
  }

  private void refuse(ServiceContainer foreign) {
    String agent = foreign.labels().get(ServiceLabels.AGENT);
    boolean service = foreign.labels().containsKey(ServiceLabels.SERVICE);
    throw new DeployException(
        CoreError.NOT_OURS,
        "the container '"
            + foreign.name()
            + "' belongs to "
            + (service ? "agent '" + agent + "' of another project or stage" : "somebody else"),
        "rename the agent, or remove that container with 'docker rm -f "
            + foreign.name()
            + "' if nobody needs it");
  }

  void start(ServiceContainer container) {
    change(
        "start",
        container,
        () -> {
          try {
            engine.client().startContainerCmd(container.id()).exec();
          } catch (NotModifiedException e) {
            return; // It runs.
          }
        });
  }

  void stop(ServiceContainer container) {
    change(
        "stop",
        container,
        () -> {
          try {
            engine.client().stopContainerCmd(container.id()).withTimeout(STOP_SECONDS).exec();
          } catch (NotModifiedException | NotFoundException e) {
            return; // It does not run.
          }
        });
  }

  void move(ServiceContainer container, Place place) {
    change(
        "rename",
        container,
        () -> engine.client().renameContainerCmd(container.id()).withName(nameOf(place)).exec());
  }

  /**
   * Makes it the previous one. Between two runs of a container that the engine starts again and
   * again Docker cannot rename it, as it looks for a network that is not there; it is stopped first
   * then.
   */
  void setAside(ServiceContainer container) {
    try {
      move(container, Place.PREVIOUS);
    } catch (DeployException e) {
      if (!(e.getCause() instanceof NotFoundException)) {
        throw e;
      }
      stop(container);
      move(container, Place.PREVIOUS);
    }
  }

  /** Removes a container, running or not, with its anonymous volumes. */
  void remove(ServiceContainer container) {
    change(
        "remove",
        container,
        () -> {
          try {
            engine
                .client()
                .removeContainerCmd(container.id())
                .withForce(true)
                .withRemoveVolumes(true)
                .exec();
          } catch (NotFoundException e) {
            return; // It is gone.
          } catch (ConflictException e) {
            if (!EngineErrors.words(e).contains("already in progress")) {
              throw e;
            }
          }
        });
  }

  private void change(String verb, ServiceContainer container, Runnable action) {
    engine.change(
        CoreError.DEPLOY_FAILED,
        "the engine cannot " + verb + " container '" + container.name() + "'",
        "look at it with 'docker inspect " + container.name() + "', then run the command again",
        () -> {
          action.run();
          return true;
        });
  }
}
