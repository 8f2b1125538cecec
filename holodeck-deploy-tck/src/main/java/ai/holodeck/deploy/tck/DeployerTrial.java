package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.environment.Plain;
import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.Deployer;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.ServiceId;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceOwner;
import ai.holodeck.deploy.service.ServiceState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A deployer on trial: what the rules do with it. Each has owners of its own, so that rules and
 * runs at one provider can go on at once. For the kit's own use.
 */
public final class DeployerTrial {
  private final String project = randomProject();
  private final ServiceOwner owner = owner("kit-probe");
  private final ServiceOwner anotherOwner =
      new ServiceOwner(randomProject(), owner.stage(), owner.agent());
  private final DeployerHarness harness;
  private final Deployer direct;
  private final Deployer deployer;
  private final Map<ServiceOwner, ServiceName> names = new LinkedHashMap<>();
  private String remark = "";

  DeployerTrial(DeployerHarness harness) {
    this.harness = harness;
    this.direct = harness.factory().create(harness.settings());
    this.deployer = new BoundedDeployer(direct, limit());
    name();
  }

  private static String randomProject() {
    return UUID.randomUUID().toString().substring(24);
  }

  DeployerHarness harness() {
    return harness;
  }

  Deployer deployer() {
    return deployer;
  }

  /** The same without a limit to its calls, for rules that have a thread of their own for them. */
  Deployer direct() {
    return direct;
  }

  /** One more deployer, as another process would have. */
  Deployer another() {
    return new BoundedDeployer(harness.factory().create(harness.settings()), limit());
  }

  /** How long what waits for no deadline may take: as long as a start, and then some. */
  Duration limit() {
    return harness.startTime().plus(harness.patience());
  }

  boolean declares(Capability capability) {
    return harness.factory().capabilities().contains(capability);
  }

  /** Whose services most rules deploy. */
  ServiceOwner owner() {
    return owner;
  }

  /** Another agent of the same project. */
  ServiceOwner owner(String agent) {
    return new ServiceOwner(project, "default", agent);
  }

  /** Another project's, with an agent of the same name. */
  ServiceOwner anotherOwner() {
    return anotherOwner;
  }

  /** The name that most rules deploy under. */
  ServiceName name() {
    return name(owner);
  }

  /** The name of another owner's service; what is under it is removed after the rule. */
  synchronized ServiceName name(ServiceOwner owner) {
    return names.computeIfAbsent(owner, harness.factory()::nameFor);
  }

  Deployment deploy(String version, EnvironmentVariable... environment) {
    return deployer.deploy(request(version, environment).build(), DeployListener.silent());
  }

  DeployRequest.Builder request(String version, EnvironmentVariable... environment) {
    return request(owner, version, environment);
  }

  DeployRequest.Builder request(
      ServiceOwner owner, String version, EnvironmentVariable... environment) {
    return DeployRequest.of(name(owner), owner, harness.image(version))
        .deadline(harness.startTime())
        .environment(List.of(environment));
  }

  static EnvironmentVariable variable(String name, String value) {
    return new EnvironmentVariable(name, new Plain(value));
  }

  /** Has the probe start slowly. */
  EnvironmentVariable slowStart() {
    return variable("PROBE_START_DELAY", String.valueOf(harness.slowStart().toMillis()));
  }

  /** The program itself, at the URL that the deployer gives, in whichever way. */
  ProbeClient probe(Deployment deployment) {
    return ProbeClient.at(
        deployment
            .status()
            .url()
            .or(() -> deployer.status(deployment.id()).url())
            .or(() -> deployer.find(deployment.name()).flatMap(found -> found.status().url()))
            .orElseThrow(() -> new AssertionError("there is no URL of " + deployment)));
  }

  String version(Deployment deployment) {
    return probe(deployment).version();
  }

  /** As somebody else would, by whatever way there is. */
  void removeBehindOurBack(ServiceId id) {
    if (!harness.removeBehindOurBack(id)) {
      remark = "removed by a second deployer of the adapter: the harness knows no other way";
      another().destroy(id);
    }
  }

  /** What the report has to say of a rule that was kept. */
  String remark() {
    return remark;
  }

  /** The state of what runs under the name, as another process would see it. */
  ServiceState state() {
    return another().find(name()).map(found -> found.status().state()).orElse(ServiceState.UNKNOWN);
  }

  /** Removes whatever the rule has left at the provider. */
  synchronized void clean() {
    List<RuntimeException> failures = new ArrayList<>();
    for (ServiceName name : names.values()) {
      try {
        deployer.find(name).ifPresent(service -> deployer.destroy(service.id()));
      } catch (RuntimeException e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
  }
}
