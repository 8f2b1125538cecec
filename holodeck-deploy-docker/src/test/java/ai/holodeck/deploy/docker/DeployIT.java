package ai.holodeck.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.environment.Plain;
import ai.holodeck.deploy.environment.Secret;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.DestroyResult;
import ai.holodeck.deploy.service.FoundService;
import ai.holodeck.deploy.service.ReleaseId;
import ai.holodeck.deploy.service.ServiceId;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceState;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeployIT {
  private final TestService service = new TestService();

  @AfterEach
  void remove() {
    service.remove();
  }

  @Test
  void deployEndsWithHealthyService() throws Exception {
    List<String> told = new ArrayList<>();
    ReleaseId release = ReleaseId.random();
    Deployment deployment =
        service
            .deployer()
            .deploy(
                service.request("VERSION=one").releaseId(release).build(),
                (state, message) -> told.add(state + " " + message));
    URI url = deployment.status().url().orElseThrow();
    assertThat(deployment.status().state()).isEqualTo(ServiceState.RUNNING);
    assertThat(url.getHost()).isEqualTo("127.0.0.1");
    assertThat(service.get(url, "/version")).isEqualTo("one");
    assertThat(told).last().asString().startsWith("RUNNING healthy");
    assertThat(service.deployer().status(deployment.id()).state()).isEqualTo(ServiceState.RUNNING);
    FoundService found = service.deployer().find(service.name()).orElseThrow();
    assertThat(found.releaseId()).contains(release);
    assertThat(found.id()).isEqualTo(deployment.id());
    assertThat(found.image()).isEqualTo("holodeck-deploy-it/probe:1");
    assertThat(found.status().url()).contains(url);
  }

  @Test
  void redeployReplacesOnTheSamePort() throws Exception {
    Deployment first = service.deploy("VERSION=one");
    Deployment second = service.deploy("VERSION=two");
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.status().url()).isEqualTo(first.status().url());
    assertThat(service.get(second.status().url().orElseThrow(), "/version")).isEqualTo("two");
    assertThat(service.containerNames()).containsExactly(service.name().value());
  }

  @Test
  void versionThatTheEngineStartsAgainAndAgainMakesRoomForTheNext() throws Exception {
    Deployment first = service.deploy("VERSION=one");
    // From now on it ends as soon as it is started.
    service.exec("sh", "-c", "rm /probe.sh; echo exit 3 > /probe.sh; kill 1");
    Await.until(
        "the engine waits before another start",
        () -> service.container().word().equals("restarting"));
    List<String> said = new ArrayList<>();

    Deployment second =
        service
            .deployer()
            .deploy(service.request("VERSION=two").build(), (state, message) -> said.add(message));

    // Else both want the port, and whoever is a moment late is told that it is taken.
    assertThat(said).anyMatch(line -> line.startsWith("stopping the previous version"));
    assertThat(second.status().url()).isEqualTo(first.status().url());
    assertThat(service.get(second.status().url().orElseThrow(), "/version")).isEqualTo("two");
    assertThat(service.containerNames()).containsExactly(service.name().value());
  }

  @Test
  void previousVersionServesUntilTheNewOneHasShownThatItIsHealthy() throws Exception {
    URI url = service.deploy("VERSION=one").status().url().orElseThrow();
    List<String> seen = new ArrayList<>();
    service
        .deployer()
        .deploy(
            service.request("VERSION=two", "START_DELAY=2").build(),
            (state, message) -> {
              if (message.startsWith("not healthy yet") && seen.isEmpty()) {
                seen.add(service.getOrFailure(url, "/version"));
              }
            });
    assertThat(seen).containsExactly("one");
    assertThat(service.get(url, "/version")).isEqualTo("two");
  }

  @Test
  void crashAtStartFailsAtOnceWithLastLinesAndLeavesNothing() {
    DeployException failure =
        service.fail(
            CoreError.DEPLOY_FAILED, "VERSION=bad", "EXIT_CODE=7", "LINES_BEFORE_EXIT=the cause");
    assertThat(failure.what())
        .contains(service.name().value())
        // The engine forgets the code once it has started the container again.
        .containsPattern("ended (with exit code 7|and was started again by the engine)");
    assertThat(failure.details()).contains("probe bad begins", "the cause", "probe warns");
    assertThat(service.containerNames()).isEmpty();
  }

  @Test
  void crashOfANewVersionLeavesTheOldOneServing() throws Exception {
    Deployment old = service.deploy("VERSION=one");
    String container = service.containerId();
    service.fail(CoreError.DEPLOY_FAILED, "VERSION=two", "EXIT_CODE=7");
    assertThat(service.get(old.status().url().orElseThrow(), "/version")).isEqualTo("one");
    assertThat(service.containerId()).isEqualTo(container);
    assertThat(service.containerNames()).containsExactly(service.name().value());
  }

  @Test
  void neverHealthyEndsAtTheDeadlineWithLastLinesAndLeavesTheOldOneServing() throws Exception {
    Deployment old = service.deploy("VERSION=one");
    DeployException failure =
        service.fail(
            CoreError.TIMEOUT,
            service.request("VERSION=two", "HEALTH=503").deadline(Duration.ofSeconds(3)));
    assertThat(failure.what()).contains("3 s", "/cgi-bin/health answered 503");
    assertThat(failure.details()).contains("probe two listens");
    assertThat(service.get(old.status().url().orElseThrow(), "/version")).isEqualTo("one");
    assertThat(service.containerNames()).containsExactly(service.name().value());
  }

  @Test
  void serviceThatIsNotReadyIsNotHealthy() {
    DeployException failure =
        service.fail(
            CoreError.TIMEOUT, service.request("READY=503").deadline(Duration.ofSeconds(3)));
    assertThat(failure.what()).contains("GET /ready answered");
  }

  @Test
  void zeroDeadlineIsRefusedBeforeAnythingIsTouched() {
    DeployException failure =
        service.fail(CoreError.CAPABILITY_MISSING, service.request().deadline(Duration.ZERO));
    assertThat(failure.what()).contains(service.name().value());
    assertThat(service.containerNames()).isEmpty();
  }

  @Test
  void unknownOptionIsRefusedByName() {
    DeployException failure =
        service.fail(CoreError.CAPABILITY_MISSING, service.request().options(Map.of("gpu", "1")));
    assertThat(failure.what()).contains("'gpu'");
    assertThat(service.containerNames()).isEmpty();
  }

  @Test
  void fixedHostPortThatIsTakenFailsAndLeavesNothing() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      service.with(service.onPort(taken.getLocalPort()));
      DeployException failure = service.fail(CoreError.PORT_TAKEN);
      assertThat(failure.what()).contains(String.valueOf(taken.getLocalPort()));
      assertThat(failure.remedy()).contains("host_port");
      assertThat(service.containerNames()).isEmpty();
    }
  }

  @Test
  void redeployToATakenHostPortLeavesTheOldOneServing() throws Exception {
    Deployment old = service.deploy("VERSION=one");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      service.with(service.onPort(taken.getLocalPort()));
      service.fail(CoreError.PORT_TAKEN, "VERSION=two");
    }
    assertThat(service.get(old.status().url().orElseThrow(), "/version")).isEqualTo("one");
    assertThat(service.containerNames()).containsExactly(service.name().value());
  }

  @Test
  void redeployToAnotherHostPortMovesTheService() throws Exception {
    Deployment old = service.deploy("VERSION=one");
    service.with(service.onPort(service.freePort()));
    Deployment moved = service.deploy("VERSION=two");
    assertThat(moved.status().url()).isNotEqualTo(old.status().url());
    assertThat(service.get(moved.status().url().orElseThrow(), "/version")).isEqualTo("two");
    assertThat(service.getOrFailure(old.status().url().orElseThrow(), "/version"))
        .isEqualTo("no answer");
  }

  @Test
  void oldOneIsPutBackWhenTheNewOneFailsOnTheFixedPort() throws Exception {
    service.with(service.onPort(service.freePort()));
    Deployment old = service.deploy("VERSION=one");
    String container = service.containerId();
    DeployException failure =
        service.fail(
            CoreError.DEPLOY_FAILED,
            service.request("VERSION=two"),
            (state, message) -> {
              if (message.equals("waiting until it is healthy")) {
                service.kill(service.name() + ".next");
              }
            });
    assertThat(failure.what()).contains("ended with exit code 137");
    assertThat(service.containerId()).isEqualTo(container);
    assertThat(service.containerNames()).containsExactly(service.name().value());
    service.awaitVersion(old.status().url().orElseThrow(), "one");
  }

  @Test
  void oldOneIsKeptWhenSomebodyTakesThePortBetween() throws Exception {
    service.with(service.onPort(service.freePort()));
    Deployment old = service.deploy("VERSION=one");
    URI url = old.status().url().orElseThrow();
    List<ServerSocket> thief = new ArrayList<>();
    DeployException failure =
        service.fail(
            CoreError.PORT_TAKEN,
            service.request("VERSION=two"),
            (state, message) -> {
              if (message.startsWith("starting on port")) {
                thief.add(TestService.listen(url.getPort()));
              }
            });
    assertThat(failure.what()).contains("the previous version could not be put back");
    assertThat(service.containerNames()).containsExactly(service.name().value());
    TestService.close(thief.get(0));
    service.deploy("VERSION=three");
    service.awaitVersion(url, "three");
  }

  @Test
  void interruptRemovesTheCandidateAndLeavesTheOldOne() throws Exception {
    Deployment old = service.deploy("VERSION=one");
    CountDownLatch waiting = new CountDownLatch(1);
    DeployException failure =
        service.interrupted(
            waiting,
            service.request("VERSION=two", "HEALTH=503").build(),
            (state, message) -> {
              if (message.startsWith("not healthy yet")) {
                waiting.countDown();
              }
            });
    assertThat(failure.code()).isEqualTo(CoreError.INTERRUPTED);
    assertThat(service.containerNames()).containsExactly(service.name().value());
    assertThat(service.get(old.status().url().orElseThrow(), "/version")).isEqualTo("one");
  }

  @Test
  void interruptWhileTheOldOneMakesRoomPutsItBack() throws Exception {
    Deployment old = service.deploy("VERSION=one");
    CountDownLatch stopping = new CountDownLatch(1);
    DeployException failure =
        service.interrupted(
            stopping,
            service.request("VERSION=two").build(),
            (state, message) -> {
              if (message.startsWith("stopping the previous version")) {
                stopping.countDown();
              }
            });
    assertThat(failure.code()).isEqualTo(CoreError.INTERRUPTED);
    assertThat(service.containerNames()).containsExactly(service.name().value());
    service.awaitVersion(old.status().url().orElseThrow(), "one");
  }

  @Test
  void environmentReachesTheServiceByteForByte() throws Exception {
    Map<String, String> odd =
        Map.of(
            "QUOTES", "a 'single' \"double\" `back` $HOME \\ end",
            "LINES", "one\ntwo\r\n\tthree",
            "UNICODE", "größe 漢字 🚀",
            "EMPTY", "",
            "EQUALS", "=a=b=",
            "LONG", "x".repeat(32 * 1024),
            "SPACES", "  both  ");
    List<EnvironmentVariable> variables = new ArrayList<>();
    odd.forEach((name, value) -> variables.add(new EnvironmentVariable(name, new Plain(value))));
    variables.add(new EnvironmentVariable("TOKEN", Secret.of("se'cr\"et\n2")));
    Deployment deployment =
        service
            .deployer()
            .deploy(service.request().environment(variables).build(), DeployListener.silent());
    String[] inside =
        service.getExact(deployment.status().url().orElseThrow(), "/cgi-bin/env").split("\0");
    odd.forEach((name, value) -> assertThat(inside).contains(name + "=" + value));
    assertThat(inside).contains("TOKEN=se'cr\"et\n2");
  }

  @Test
  void secretIsInNoLabelCommandOrError() {
    List<EnvironmentVariable> variables = TestService.variables("EXIT_CODE=1", "VERSION=x");
    List<EnvironmentVariable> all = new ArrayList<>(variables);
    all.add(new EnvironmentVariable("LINES_BEFORE_EXIT", Secret.of("hush-hush\nsecond-hush")));
    List<String> labelsAndCommand = new ArrayList<>();
    DeployException failure =
        service.fail(
            CoreError.DEPLOY_FAILED,
            service.request().environment(all),
            (state, message) -> labelsAndCommand.addAll(service.labelsAndCommands()));
    assertThat(failure.details()).contains("******");
    assertThat(failure.toString() + failure.details() + failure.remedy()).doesNotContain("hush");
    assertThat(labelsAndCommand).isNotEmpty().noneMatch(text -> text.contains("hush"));
  }

  @Test
  void valueWithNulIsRefusedWithoutTheValue() {
    DeployException failure =
        service.fail(
            CoreError.DEPLOY_FAILED,
            service
                .request()
                .environment(List.of(new EnvironmentVariable("TOKEN", Secret.of("hush\0hush")))));
    assertThat(failure.what()).contains("TOKEN").doesNotContain("hush");
  }

  @Test
  void limitsRestartPolicyAndOwnerAreSet() {
    service.with(
        new DockerSettings(
            Optional.empty(),
            new DockerSettings.BindAddress("127.0.0.1"),
            Optional.of(DockerSettings.Cpus.parse("0.5")),
            Optional.of(MemorySize.parse("64Mi")),
            Optional.of(new DockerSettings.NetworkName("bridge")),
            DockerSettings.Restart.ON_FAILURE));
    service.deploy("VERSION=one");
    var answer = service.container().answer();
    assertThat(answer.getHostConfig().getNanoCPUs()).isEqualTo(500_000_000L);
    assertThat(answer.getHostConfig().getMemory()).isEqualTo(64L * 1024 * 1024);
    assertThat(answer.getHostConfig().getRestartPolicy().getName()).isEqualTo("on-failure");
    assertThat(answer.getHostConfig().getNetworkMode()).isEqualTo("bridge");
    assertThat(service.container().labels())
        .containsEntry("com.holodeck.managed", "true")
        .containsEntry("com.holodeck.project", service.owner().project())
        .containsEntry("com.holodeck.stage", service.owner().stage())
        .containsEntry("com.holodeck.agent", service.owner().agent())
        .containsEntry("com.holodeck.service", service.name().value())
        .containsKey("com.holodeck.release");
  }

  @Test
  void unknownNetworkFailsByItsNameAndLeavesNothing() {
    DockerSettings defaults = DockerSettings.defaults();
    service.with(
        new DockerSettings(
            defaults.hostPort(),
            defaults.bind(),
            defaults.cpu(),
            defaults.memory(),
            Optional.of(new DockerSettings.NetworkName("no-such-network")),
            defaults.restart()));
    DeployException failure = service.fail(CoreError.DEPLOY_FAILED);
    assertThat(failure.what()).contains("no-such-network");
    assertThat(failure.remedy()).contains("docker network create");
    assertThat(service.containerNames()).isEmpty();
  }

  @Test
  void missingImageIsSaidBeforeAnythingIsTouched() {
    service.deploy("VERSION=one");
    String container = service.containerId();
    EngineImage gone =
        new EngineImage(
            ImageReference.parse("holodeck-deploy-it/gone:1"), "sha256:" + "0".repeat(64));
    DeployException failure = service.fail(CoreError.IMAGE_MISSING, service.request(gone));
    assertThat(failure.what()).contains("holodeck-deploy-it/gone:1");
    assertThat(service.containerId()).isEqualTo(container);
  }

  @Test
  void foreignContainerOfTheNameIsRefusedAndKept() {
    service.createForeign(service.name().value(), Map.of());
    DeployException failure = service.fail(CoreError.NOT_OURS);
    assertThat(failure.what()).contains(service.name().value(), "somebody else");
    assertThat(service.containerNames()).containsExactly(service.name().value());
    assertThat(service.deployer().status(new ServiceId(service.name().value())).state())
        .isEqualTo(ServiceState.UNKNOWN);
    assertThat(service.deployer().find(service.name()).orElseThrow().releaseId()).isEmpty();
    assertThat(service.deployer().destroy(new ServiceId(service.name().value())))
        .isEqualTo(DestroyResult.ALREADY_GONE);
    assertThat(service.containerNames()).containsExactly(service.name().value());
  }

  @Test
  void serviceOfAnotherOwnerIsRefusedAndKept() throws Exception {
    Deployment theirs = service.deploy("VERSION=theirs");
    DeployException failure =
        service.fail(CoreError.NOT_OURS, service.requestOfAnotherOwner("VERSION=mine"));
    assertThat(failure.what()).contains(service.name().value(), service.owner().agent());
    assertThat(service.get(theirs.status().url().orElseThrow(), "/version")).isEqualTo("theirs");
  }

  @Test
  void deploysOfOneNameAtOnceLeaveExactlyOneService() throws Exception {
    List<CompletableFuture<Deployment>> all = new ArrayList<>();
    for (String version : List.of("a", "b", "c")) {
      all.add(CompletableFuture.supplyAsync(() -> service.deploy("VERSION=" + version)));
    }
    for (CompletableFuture<Deployment> each : all) {
      assertThat(each.get(120, TimeUnit.SECONDS).status().state()).isEqualTo(ServiceState.RUNNING);
    }
    assertThat(service.containerNames()).containsExactly(service.name().value());
    URI url = all.get(0).get().status().url().orElseThrow();
    assertThat(all).allMatch(each -> each.join().status().url().equals(Optional.of(url)));
    assertThat(service.get(url, "/version")).isIn("a", "b", "c");
  }

  @Test
  void destroyTwiceAndBehindOurBackIsNoError() {
    Deployment deployment = service.deploy("VERSION=one");
    assertThat(service.deployer().destroy(deployment.id())).isEqualTo(DestroyResult.DELETED);
    assertThat(service.deployer().destroy(deployment.id())).isEqualTo(DestroyResult.ALREADY_GONE);
    assertThat(service.deployer().status(deployment.id()).state()).isEqualTo(ServiceState.UNKNOWN);
    assertThat(service.deployer().find(service.name())).isEmpty();
    Deployment again = service.deploy("VERSION=two");
    service.remove();
    assertThat(service.deployer().destroy(again.id())).isEqualTo(DestroyResult.ALREADY_GONE);
  }

  @Test
  void destroyTakesWhatADeployHasLeft() {
    Deployment deployment = service.deploy("VERSION=one");
    service.leave(".next");
    service.leave(".trial");
    service.leave(".previous");
    assertThat(service.deployer().destroy(deployment.id())).isEqualTo(DestroyResult.DELETED);
    assertThat(service.containerNames()).isEmpty();
  }

  @Test
  void portIsKeptAcrossStopAndStartAndTheNextDeploy() throws Exception {
    URI url = service.deploy("VERSION=one").status().url().orElseThrow();
    Probe.ENGINE.client().restartContainerCmd(service.containerId()).withTimeout(1).exec();
    service.awaitVersion(url, "one");
    Probe.ENGINE.client().stopContainerCmd(service.containerId()).withTimeout(1).exec();
    assertThat(service.deploy("VERSION=two").status().url()).contains(url);
    assertThat(service.get(url, "/version")).isEqualTo("two");
  }

  @Test
  void statusTellsStoppedPausedUnhealthyAndUnknown() throws Exception {
    Deployment deployment = service.deploy("VERSION=one");
    ServiceId id = deployment.id();
    var client = Probe.ENGINE.client();
    client.pauseContainerCmd(service.containerId()).exec();
    assertThat(service.deployer().status(id).state()).isEqualTo(ServiceState.STOPPED);
    assertThat(service.deployer().status(id).providerWord()).isEqualTo("paused");
    client.unpauseContainerCmd(service.containerId()).exec();
    service.exec("rm", "/www/cgi-bin/health");
    assertThat(service.deployer().status(id).state()).isEqualTo(ServiceState.DEGRADED);
    assertThat(service.deployer().status(id).providerWord()).contains("answered 404");
    client.stopContainerCmd(service.containerId()).withTimeout(1).exec();
    assertThat(service.deployer().status(id).state()).isEqualTo(ServiceState.STOPPED);
    assertThat(service.deployer().status(new ServiceId("no such/../thing")).state())
        .isEqualTo(ServiceState.UNKNOWN);
    assertThat(service.deployer().find(new ServiceName("no such/../thing"))).isEmpty();
  }

  @Test
  void statusOfAServiceThatEndedByItselfIsFailed() throws Exception {
    DockerSettings defaults = DockerSettings.defaults();
    service.with(
        new DockerSettings(
            defaults.hostPort(),
            defaults.bind(),
            Optional.of(new DockerSettings.Cpus(BigDecimal.ONE)),
            defaults.memory(),
            defaults.network(),
            DockerSettings.Restart.NO));
    Deployment deployment = service.deploy("VERSION=one");
    service.exec("sh", "-c", "kill -SEGV $(busybox pidof httpd)");
    Await.until(
        "the container has ended",
        () -> !service.deployer().status(deployment.id()).providerWord().startsWith("running"));
    assertThat(service.deployer().status(deployment.id()).state()).isEqualTo(ServiceState.FAILED);
    assertThat(service.deployer().status(deployment.id()).providerWord()).isEqualTo("exited (139)");
  }
}
