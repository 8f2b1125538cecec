package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.Deployer;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.DestroyResult;
import ai.holodeck.deploy.service.FoundService;
import ai.holodeck.deploy.service.LogSource;
import ai.holodeck.deploy.service.ServiceId;
import ai.holodeck.deploy.service.ServiceLister;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * A deployer each of whose calls has a limit: one that never returns fails the rule. What the calls
 * throw is theirs.
 *
 * @param limit of a call that waits for no service; a deploy may take its deadline on top
 */
record BoundedDeployer(Deployer deployer, Duration limit) implements Deployer {
  @Override
  public Deployment deploy(DeployRequest request, DeployListener listener) {
    return within(
        limit.plus(request.deadline()),
        "deploy of '" + request.name() + "'",
        () -> deployer.deploy(request, listener));
  }

  @Override
  public Optional<FoundService> find(ServiceName name) {
    return within(limit, "find of '" + name + "'", () -> deployer.find(name));
  }

  @Override
  public ServiceStatus status(ServiceId id) {
    return within(limit, "status of '" + id + "'", () -> deployer.status(id));
  }

  @Override
  public DestroyResult destroy(ServiceId id) {
    return within(limit, "destroy of '" + id + "'", () -> deployer.destroy(id));
  }

  @Override
  public <T> Optional<T> ability(Class<T> type) {
    if (type == LogSource.class) {
      return deployer.ability(LogSource.class).map(this::bounded).map(type::cast);
    }
    if (type == ServiceLister.class) {
      return deployer.ability(ServiceLister.class).map(this::bounded).map(type::cast);
    }
    return deployer.ability(type);
  }

  private LogSource bounded(LogSource source) {
    return (id, request, sink) ->
        within(
            limit,
            "the lines of '" + id + "'",
            () -> {
              source.stream(id, request, sink);
              return id;
            });
  }

  private ServiceLister bounded(ServiceLister lister) {
    return () -> within(limit, "list", lister::list);
  }

  private static <T> T within(Duration limit, String what, Callable<T> call) {
    Background<T> running = Background.start(what, call);
    try {
      return running.await(limit);
    } catch (RuntimeException e) {
      throw e;
    } catch (InterruptedException e) {
      running.interrupt();
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + what, e);
    } catch (Exception e) {
      throw new AssertionError(what + " threw what it does not declare", e);
    }
  }
}
