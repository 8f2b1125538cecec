package ai.holodeck.deploy.tck;

import static ai.holodeck.deploy.tck.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.Deployer;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.DestroyResult;
import ai.holodeck.deploy.service.FoundService;
import ai.holodeck.deploy.service.LogSource;
import ai.holodeck.deploy.service.ReleaseId;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceOwner;
import ai.holodeck.deploy.service.ServiceState;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The rules of {@link Deployer} and its factory. Extend it and give a harness; that is all. */
public abstract class DeployerContract {
  private static final ServiceOwner OWNER =
      new ServiceOwner("00112233aabb", "default", "kit-probe");
  private static final ServiceOwner ANOTHER =
      new ServiceOwner("ffeeddccbbaa", "default", "kit-probe");

  private DeployerHarness harness;
  private Deployer deployer;
  private ServiceName name;

  /** For subclasses. */
  protected DeployerContract() {}

  /** The provider under test; asked once for each rule. */
  protected abstract DeployerHarness harness();

  /** Makes the deployer of the running test. */
  @BeforeEach
  final void connect() {
    harness = harness();
    deployer = harness.factory().create(harness.settings());
    name = harness.factory().nameFor(OWNER);
  }

  /** Removes whatever the running test left at the provider. */
  @AfterEach
  final void removeServices() {
    deployer.find(name).ifPresent(service -> deployer.destroy(service.id()));
  }

  @Rule(
      id = "DEP-01",
      text =
          "deploy MUST give the id, the name asked for, the state RUNNING and a URL that answers.")
  public void deployGivesARunningService() {
    Deployment deployment = deploy("v1");

    assertThat(deployment.name()).isEqualTo(name);
    assertThat(deployment.status().state()).isEqualTo(ServiceState.RUNNING);
    assertThat(deployer.status(deployment.id()).state()).isEqualTo(ServiceState.RUNNING);
    assertThat(version(deployment)).isEqualTo("v1");
  }

  @Rule(
      id = "DEP-02",
      text = "A second deploy of one name MUST leave one service, which runs the second image.")
  public void redeployKeepsOneService() {
    Deployment first = deploy("v1");
    Deployment second = deploy("v2");

    assertThat(version(second)).isEqualTo("v2");
    FoundService found = deployer.find(name).orElseThrow();
    assertThat(found.id()).isEqualTo(second.id());
    if (!first.id().equals(second.id())) {
      assertThat(deployer.status(first.id()).state())
          .isIn(ServiceState.UNKNOWN, ServiceState.DELETED);
    }
  }

  @Rule(
      id = "DEP-03",
      text =
          "find MUST give the id, the release and the image of what runs under a name, and nothing for a free one.")
  public void findTellsTheRelease() {
    assertThat(deployer.find(name)).isEmpty();
    ReleaseId release = ReleaseId.random();

    Deployment deployment =
        deployer.deploy(request("v1").releaseId(release).build(), DeployListener.silent());

    FoundService found = deployer.find(name).orElseThrow();
    assertThat(found.id()).isEqualTo(deployment.id());
    assertThat(found.releaseId()).contains(release);
    assertThat(found.image()).isNotBlank();
    assertThat(found.status().state()).isEqualTo(ServiceState.RUNNING);
  }

  @Rule(
      id = "DEP-04",
      text = "The status of an id that the provider does not know MUST be UNKNOWN and no error.")
  public void unknownIdIsUnknown() {
    assertThat(deployer.status(harness.unknownId()).state()).isEqualTo(ServiceState.UNKNOWN);
  }

  @Rule(
      id = "DEP-05",
      text = "destroy MUST remove the service, and say of a second time that it was gone already.")
  public void destroyTwice() {
    Deployment deployment = deploy("v1");

    assertThat(deployer.destroy(deployment.id())).isEqualTo(DestroyResult.DELETED);
    assertThat(deployer.find(name)).isEmpty();
    assertThat(deployer.status(deployment.id()).state())
        .isIn(ServiceState.UNKNOWN, ServiceState.DELETED);
    assertThat(deployer.destroy(deployment.id())).isEqualTo(DestroyResult.ALREADY_GONE);
  }

  @Rule(id = "DEP-06", text = "destroy of an id that the provider does not know MUST be no error.")
  public void destroyOfUnknownId() {
    assertThat(deployer.destroy(harness.unknownId())).isEqualTo(DestroyResult.ALREADY_GONE);
  }

  @Rule(
      id = "DEP-07",
      text =
          "A zero deadline MUST be refused with CAPABILITY_MISSING before anything is changed, unless DETACHED is declared; then it MUST return at once.")
  public void zeroDeadline() {
    DeployRequest request = request("v1").deadline(Duration.ZERO).build();

    if (harness.factory().capabilities().contains(Capability.DETACHED)) {
      Deployment deployment = deployer.deploy(request, DeployListener.silent());
      assertThat(deployment.status().state()).isIn(ServiceState.PROVISIONING, ServiceState.RUNNING);
    } else {
      assertRefused(
          CoreError.CAPABILITY_MISSING, () -> deployer.deploy(request, DeployListener.silent()));
      assertThat(deployer.find(name)).isEmpty();
    }
  }

  @Rule(
      id = "DEP-08",
      text =
          "An option that the adapter does not know MUST be refused by name with CAPABILITY_MISSING before anything is changed.")
  public void unknownOptionIsRefused() {
    DeployRequest request = request("v1").options(Map.of("no-such-option", "x")).build();

    assertRefused(
        CoreError.CAPABILITY_MISSING,
        () -> deployer.deploy(request, DeployListener.silent()),
        "no-such-option");
    assertThat(deployer.find(name)).isEmpty();
  }

  @Rule(
      id = "DEP-09",
      text =
          "A name that belongs to another owner MUST be refused with NOT_OURS, and that service MUST go on.")
  public void anotherOwnersServiceIsRefused() {
    Deployment theirs =
        deployer.deploy(
            DeployRequest.of(name, ANOTHER, harness.image("v1")).build(), DeployListener.silent());

    assertRefused(
        CoreError.NOT_OURS,
        () -> deployer.deploy(request("v2").build(), DeployListener.silent()),
        name.value());
    assertThat(version(theirs)).isEqualTo("v1");
  }

  @Rule(
      id = "DEP-10",
      text =
          "nameFor MUST give the same name for the same owner, and another for each other owner.")
  public void namesTellOwnersApart() {
    List<ServiceOwner> owners = new ArrayList<>();
    for (String project : List.of("00112233aabb", "ffeeddccbbaa")) {
      for (String stage : List.of("default", "staging")) {
        for (String agent :
            List.of(
                "bot",
                "Bot",
                "bot ",
                "b-ot",
                "b--ot",
                "b_ot",
                "x".repeat(90),
                "x".repeat(91),
                "日本")) {
          owners.add(new ServiceOwner(project, stage, agent));
        }
      }
    }

    Set<ServiceName> names = new HashSet<>();
    for (ServiceOwner owner : owners) {
      ServiceName given = harness.factory().nameFor(owner);
      assertThat(harness.factory().nameFor(owner)).isEqualTo(given);
      assertThat(names.add(given)).as("%s is the first with the name %s", owner, given).isTrue();
    }
  }

  @Rule(
      id = "DEP-11",
      text =
          "The ability to give logs MUST be there exactly when LOGS is declared, and LOGS_FOLLOW MUST imply LOGS.")
  public void abilitiesAreThoseDeclared() {
    Set<Capability> declared = harness.factory().capabilities();

    assertThat(deployer.ability(LogSource.class).isPresent())
        .isEqualTo(declared.contains(Capability.LOGS));
    if (declared.contains(Capability.LOGS_FOLLOW)) {
      assertThat(declared).contains(Capability.LOGS);
    }
  }

  @Rule(
      id = "DEP-12",
      text = "deploy MUST tell its listener what happens, on one thread at a time.")
  public void listenerIsTold() {
    List<ServiceState> states = new ArrayList<>();

    deployer.deploy(
        request("v1").build(),
        (state, message) -> {
          assertThat(message).isNotBlank();
          states.add(state);
        });

    assertThat(states).isNotEmpty();
  }

  private Deployment deploy(String version) {
    return deployer.deploy(request(version).build(), DeployListener.silent());
  }

  private DeployRequest.Builder request(String version) {
    return DeployRequest.of(name, OWNER, harness.image(version));
  }

  private static String version(Deployment deployment) {
    URI url = deployment.status().url().orElseThrow(() -> new AssertionError("no URL"));
    return ProbeClient.get(url.resolve("/version"));
  }
}
