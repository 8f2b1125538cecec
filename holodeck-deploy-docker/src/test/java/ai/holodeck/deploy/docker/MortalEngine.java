package ai.holodeck.deploy.docker;

import com.github.dockerjava.api.DockerClient;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The real engine as a process sees it that is killed after a number of changes: from then on no
 * call reaches the engine, neither to go on nor to clean up.
 */
final class MortalEngine {
  private static final Set<String> CHANGES =
      Set.of(
          "createContainerCmd",
          "startContainerCmd",
          "stopContainerCmd",
          "renameContainerCmd",
          "removeContainerCmd");

  private MortalEngine() {}

  static Engine dyingAfter(int changes) {
    AtomicInteger left = new AtomicInteger(changes);
    DockerClient real = Probe.ENGINE.client();
    Object client =
        Proxy.newProxyInstance(
            MortalEngine.class.getClassLoader(),
            new Class<?>[] {DockerClient.class},
            (proxy, method, arguments) -> {
              if (left.get() < 0
                  || (CHANGES.contains(method.getName()) && left.decrementAndGet() < 0)) {
                throw new Killed();
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    return new Engine(
        Probe.ENGINE.address(),
        EngineKind.DOCKER,
        (DockerClient) client,
        (DockerClient) client,
        Probe.ENGINE.logins());
  }

  /** No failure that anybody could handle. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }
}
