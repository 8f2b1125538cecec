package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.agent.EffectiveDeployment;
import ai.holodeck.deploy.agent.EnvironmentResolver;
import ai.holodeck.deploy.config.EffectiveConfig;
import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.image.BuildInputs;
import ai.holodeck.deploy.operation.Change.Subject;
import ai.holodeck.deploy.operation.ChangePlan.Action;
import ai.holodeck.deploy.release.DeploymentRecord;
import ai.holodeck.deploy.release.Release;
import ai.holodeck.deploy.release.ReleaseLog;
import ai.holodeck.deploy.service.FoundService;
import ai.holodeck.deploy.service.ServiceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Says what a deploy would do and why: the configuration and the files of today against the release
 * that runs, and the service at the provider against what is recorded. Changes nothing, and builds
 * nothing.
 */
public final class PlanChanges {
  private final Adapters adapters;
  private final BuildAgent build;
  private final Variables variables;

  /**
   * Works with these adapters; {@code variables} give the values of {@code ${…}} in the environment
   * block, as far as they are set.
   */
  public PlanChanges(Adapters adapters, BuildAgent build, Variables variables) {
    this.adapters = adapters;
    this.build = build;
    this.variables = variables;
  }

  /**
   * Compares.
   *
   * @param plan what would be built
   * @throws ai.holodeck.deploy.error.DeployException as {@link
   *     ai.holodeck.deploy.service.Deployer#find} and {@link ReleaseLog#history}; {@code
   *     ENGINE_UNAVAILABLE} when nobody can tell which base image would be used
   */
  public ChangePlan plan(DeploymentPlan plan) {
    DeploymentTarget target = DeploymentTarget.of(adapters, plan.project());
    Optional<FoundService> live = target.deployer().find(target.serviceName());
    Optional<DeploymentRecord> record = target.stores().records().find(target.key());
    String context = build.contextDigest(plan);
    List<Change> changes =
        live.map(service -> against(service, record, target, plan, context))
            .orElseGet(() -> start(record, plan));
    return new ChangePlan(
        target.key(),
        target.factory().provider(),
        target.serviceName(),
        live.isEmpty() ? Action.CREATE : changes.isEmpty() ? Action.NOTHING : Action.UPDATE,
        changes,
        basis(live, record, target, plan, context));
  }

  private PlanBasis basis(
      Optional<FoundService> live,
      Optional<DeploymentRecord> record,
      DeploymentTarget target,
      DeploymentPlan plan,
      String context) {
    Map<String, Object> basis = new TreeMap<>();
    basis.put("owner", target.owner().toString());
    // Not what it says of itself, which tells how long it has been so.
    basis.put(
        "live",
        live.map(
                found ->
                    List.of(found.id(), found.releaseId(), found.image(), found.status().state()))
            .toString());
    basis.put("record", record.map(found -> found.service().state()).toString());
    basis.put("config", today(target).json());
    // Before the first release there is nothing to compare with, nor a key for fingerprints.
    ReleaseLog releases = target.stores().releases();
    basis.put(
        "secrets",
        releases.history(target.key()).isEmpty()
            ? Map.of()
            : SecretChanges.fingerprints(releases, environment(target)));
    basis.put("image", plan.image().toString());
    basis.put("platform", plan.platform().toString());
    basis.put("context", context);
    basis.put("base_image", build.baseImageId(plan).toString());
    return PlanBasis.of(basis);
  }

  private static EffectiveConfig today(DeploymentTarget target) {
    return EffectiveDeployment.of(target.config(), Optional.of(target.factory()));
  }

  private List<EnvironmentVariable> environment(DeploymentTarget target) {
    return new EnvironmentResolver(variables).resolveSet(target.config().environment());
  }

  private static List<Change> start(Optional<DeploymentRecord> record, DeploymentPlan plan) {
    Optional<String> recorded =
        record
            .map(found -> found.service().state())
            .filter(state -> state != ServiceState.DELETED)
            .map(state -> "recorded as " + state + ", but gone");
    return List.of(
        new Change(Subject.SERVICE, "state", recorded, Optional.of(ServiceState.RUNNING.name())),
        new Change(Subject.IMAGE, "image", Optional.empty(), Optional.of(plan.image().toString())));
  }

  private List<Change> against(
      FoundService live,
      Optional<DeploymentRecord> record,
      DeploymentTarget target,
      DeploymentPlan plan,
      String context) {
    List<Change> changes = new ArrayList<>();
    if (live.status().state() != ServiceState.RUNNING) {
      changes.add(change(Subject.SERVICE, "state", live.status().state(), ServiceState.RUNNING));
    }
    Optional<ServiceState> recorded = record.map(found -> found.service().state());
    if (!recorded.equals(Optional.of(ServiceState.RUNNING))) {
      changes.add(
          new Change(
              Subject.SERVICE,
              "record",
              recorded.map(Object::toString),
              Optional.of(ServiceState.RUNNING.toString())));
    }
    Optional<Release> running =
        target.stores().releases().history(target.key()).stream()
            .filter(release -> live.releaseId().equals(Optional.of(release.id())))
            .findFirst();
    if (running.isEmpty()) {
      changes.add(
          new Change(
              Subject.SERVICE,
              "release",
              Optional.of(live.releaseId().map(Object::toString).orElse("none")),
              Optional.of("one that is recorded here")));
      return changes;
    }
    config(running.get(), target, changes);
    secrets(running.get(), target, changes);
    image(running.get(), plan, context, changes);
    return changes;
  }

  private static void config(Release running, DeploymentTarget target, List<Change> changes) {
    EffectiveConfig today = today(target);
    if (running.config().isEmpty()) {
      if (!running.configHash().equals(today.hash())) {
        changes.add(change(Subject.CONFIG, "hash", running.configHash(), today.hash()));
      }
      return;
    }
    SortedMap<String, Optional<String>> after = today.settings();
    SortedMap<String, Optional<String>> before = running.config().get().settings();
    TreeSet<String> fields = new TreeSet<>(before.keySet());
    fields.addAll(after.keySet());
    for (String field : fields) {
      boolean same =
          before.containsKey(field)
              && after.containsKey(field)
              && before.get(field).equals(after.get(field));
      if (!same) {
        changes.add(new Change(Subject.CONFIG, field, shown(before, field), shown(after, field)));
      }
    }
  }

  /** Empty where it is not there; of a secret that it is one. */
  private static Optional<String> shown(
      SortedMap<String, Optional<String>> settings, String field) {
    return Optional.ofNullable(settings.get(field)).map(value -> value.orElse("(a secret)"));
  }

  private void secrets(Release running, DeploymentTarget target, List<Change> changes) {
    SecretChanges.since(running, target.stores().releases(), environment(target))
        .forEach(
            name ->
                changes.add(new Change(Subject.SECRET, name, Optional.empty(), Optional.empty())));
  }

  private void image(Release running, DeploymentPlan plan, String context, List<Change> changes) {
    String before = running.image().orElseThrow().reference().toString();
    if (!before.equals(plan.image().toString())) {
      changes.add(change(Subject.IMAGE, "image", before, plan.image()));
    }
    Optional<BuildInputs> inputs = running.inputs();
    String then = inputs.map(BuildInputs::context).orElse("not recorded");
    if (!then.equals(context)) {
      changes.add(change(Subject.IMAGE, "files", then, context));
    }
    inputs
        .flatMap(BuildInputs::baseImageId)
        .ifPresent(
            base ->
                build
                    .baseImageId(plan)
                    .filter(now -> !now.equals(base))
                    .ifPresent(now -> changes.add(change(Subject.IMAGE, "base_image", base, now))));
  }

  private static Change change(Subject subject, String field, Object before, Object after) {
    return new Change(
        subject, field, Optional.of(before.toString()), Optional.of(after.toString()));
  }
}
