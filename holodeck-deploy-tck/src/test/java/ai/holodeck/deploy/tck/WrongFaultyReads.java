package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.service.DestroyResult;
import ai.holodeck.deploy.service.FoundService;
import ai.holodeck.deploy.service.ListedService;
import ai.holodeck.deploy.service.LogLine;
import ai.holodeck.deploy.service.LogRequest;
import ai.holodeck.deploy.service.ServiceId;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceState;
import ai.holodeck.deploy.service.ServiceStatus;
import ai.holodeck.deploy.tck.ProviderFaults.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Takes the silence of a provider that answers badly for an answer. */
final class WrongFaultyReads {
  private WrongFaultyReads() {}

  static List<Wrong> all() {
    return List.of(
        Wrong.deployer(
            "FLT-10",
            "an error is nothing found",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  public Optional<FoundService> find(ServiceName name) {
                    return orElse(Optional.empty(), () -> super.find(name));
                  }
                }),
        Wrong.deployer(
            "FLT-11",
            "an error is UNKNOWN",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  public ServiceStatus status(ServiceId id) {
                    return orElse(
                        new ServiceStatus(ServiceState.UNKNOWN, "?", Optional.empty()),
                        () -> super.status(id));
                  }
                }),
        Wrong.deployer(
            "FLT-12",
            "an error is ALREADY_GONE",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  public DestroyResult destroy(ServiceId id) {
                    return orElse(DestroyResult.ALREADY_GONE, () -> super.destroy(id));
                  }
                }),
        Wrong.deployer(
            "FLT-12",
            "forgotten before the provider is asked",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  public DestroyResult destroy(ServiceId id) {
                    try {
                      return super.destroy(id);
                    } catch (DeployException e) {
                      cloud.with(id).ifPresent(cloud::forget);
                      throw e;
                    }
                  }
                }),
        Wrong.deployer(
            "FLT-13",
            "an error is an empty list",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  public List<ListedService> list() {
                    return orElse(List.of(), super::list);
                  }
                }),
        Wrong.deployer(
            "FLT-14",
            "an error is NOT_DEPLOYED",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  public void stream(ServiceId id, LogRequest request, Consumer<LogLine> sink) {
                    try {
                      super.stream(id, request, sink);
                    } catch (DeployException e) {
                      if (e.code() == CoreError.DEPLOY_FAILED) {
                        refuseUnknown(id);
                      }
                      throw e;
                    }
                  }
                }),
        Wrong.deployer(
            "FLT-14",
            "an error is no line",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  public void stream(ServiceId id, LogRequest request, Consumer<LogLine> sink) {
                    orElse(
                        id,
                        () -> {
                          super.stream(id, request, sink);
                          return id;
                        });
                  }
                }),
        Wrong.deployer(
            "FLT-15",
            "silence is UNKNOWN",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  public ServiceStatus status(ServiceId id) {
                    try {
                      return super.status(id);
                    } catch (DeployException e) {
                      if (e.code() == CoreError.TIMEOUT) {
                        return unknown(id);
                      }
                      throw e;
                    }
                  }
                }),
        Wrong.deployer(
                "FLT-15",
                "answers waited for without end",
                (cloud, capabilities) ->
                    new MemoryDeployer(cloud, capabilities) {
                      @Override
                      void noAnswer(Duration patience) {
                        // A deploy has a deadline.
                        if (patience.equals(ANSWER)) {
                          try {
                            new CountDownLatch(1).await();
                          } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                          }
                        }
                        super.noAnswer(patience);
                      }
                    })
            .seenByWaiting());
  }

  /** Of an answer that was bad, not of one that never came. */
  private static <T> T orElse(T wrong, Supplier<T> answer) {
    try {
      return answer.get();
    } catch (DeployException e) {
      if (e.what().startsWith("memory says " + Fault.SERVER_ERROR)) {
        return wrong;
      }
      throw e;
    }
  }
}
