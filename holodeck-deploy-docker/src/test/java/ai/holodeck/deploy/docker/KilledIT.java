package ai.holodeck.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.DestroyResult;
import ai.holodeck.deploy.service.ServiceId;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KilledIT {
  private final TestService service = new TestService();

  @AfterEach
  void remove() {
    service.remove();
  }

  @Test
  void redeployKilledAfterAnyChangeIsFoundAndTheNextDeployIsRight() throws Exception {
    URI url = service.deploy("VERSION=old").status().url().orElseThrow();
    int changes = 0;
    while (killed(changes, "VERSION=killed")) {
      String left = "killed after " + changes + " changes, left " + service.containerNames();
      assertThat(service.deployer().find(service.name())).as(left).isPresent();
      service.deploy("VERSION=next");
      assertThat(service.get(url, "/version")).as(left).isEqualTo("next");
      assertThat(service.containerNames()).as(left).containsExactly(service.name().value());
      changes++;
    }
    assertThat(changes).as("changes of a redeploy").isGreaterThanOrEqualTo(9);
    assertThat(service.get(url, "/version")).isEqualTo("killed");
  }

  @Test
  void failedDeployAfterAKilledOneLeavesTheOneThatServedServing() throws Exception {
    URI url = service.deploy("VERSION=old").status().url().orElseThrow();
    int changes = 0;
    while (killed(changes, "VERSION=killed")) {
      String left = "killed after " + changes + " changes, left " + service.containerNames();
      service.fail(ai.holodeck.deploy.error.CoreError.DEPLOY_FAILED, "EXIT_CODE=1");
      service.awaitAnyVersion(url, "old", "killed");
      assertThat(service.containerNames()).as(left).containsExactly(service.name().value());
      changes++;
    }
  }

  @Test
  void firstDeployKilledAfterAnyChangeIsNoHindrance() throws Exception {
    int changes = 0;
    while (killed(changes, "VERSION=killed")) {
      service.deploy("VERSION=next");
      assertThat(service.containerNames()).containsExactly(service.name().value());
      service.deployer().destroy(new ServiceId(service.name().value()));
      changes++;
    }
    assertThat(changes).isGreaterThanOrEqualTo(3);
  }

  @Test
  void destroyKilledAfterAnyChangeIsEndedByTheNext() {
    ServiceId id = new ServiceId(service.name().value());
    for (int changes = 0; changes < 2; changes++) {
      service.deploy("VERSION=one");
      int survived = changes;
      assertThat(
              dies(
                  () ->
                      new DockerDeployer(
                              () -> MortalEngine.dyingAfter(survived), DockerSettings.defaults())
                          .destroy(id)))
          .isTrue();
      assertThat(service.deployer().destroy(id)).isEqualTo(DestroyResult.DELETED);
      assertThat(service.containerNames()).isEmpty();
    }
  }

  @Test
  void processKilledWhileItDeploysHoldsNobodyUp() throws Exception {
    URI url = service.deploy("VERSION=old").status().url().orElseThrow();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                KilledIT.class.getName(),
                service.owner().agent())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader output = process.inputReader()) {
      awaitLine(output, "stopping the previous version");
      process.destroyForcibly().waitFor();
    }
    assertThat(service.deployer().find(service.name())).isPresent();
    service.deploy("VERSION=next");
    service.awaitVersion(url, "next");
    assertThat(service.containerNames()).containsExactly(service.name().value());
  }

  /** Deploys in a process of its own, which a test kills. */
  public static void main(String... arguments) {
    TestService service = new TestService(arguments[0]);
    service
        .deployer()
        .deploy(
            service.request("VERSION=killed").build(),
            (state, message) -> System.out.println(message));
  }

  private static void awaitLine(BufferedReader output, String beginning) throws IOException {
    List<String> seen = new java.util.ArrayList<>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      seen.add(line);
      if (line.startsWith(beginning)) {
        return;
      }
    }
    assertThat(seen).as("output of the process").anyMatch(line -> line.startsWith(beginning));
  }

  private boolean killed(int changes, String environment) {
    return dies(
        () ->
            new DockerDeployer(() -> MortalEngine.dyingAfter(changes), DockerSettings.defaults())
                .deploy(service.request(environment).build(), DeployListener.silent()));
  }

  /** Whether an action ended by the kill: some code reports it as a failure on its way out. */
  private static boolean dies(Runnable action) {
    try {
      action.run();
      return false;
    } catch (MortalEngine.Killed e) {
      return true;
    } catch (RuntimeException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof MortalEngine.Killed) {
          return true;
        }
      }
      throw e;
    }
  }
}
