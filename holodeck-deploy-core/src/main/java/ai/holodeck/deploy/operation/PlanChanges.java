package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.agent.EffectiveDeployment;
import ai.holodeck.deploy.agent.EnvironmentResolver;
import ai.holodeck.deploy.config.EffectiveConfig;
import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.image.BuildInputs;
import ai.holodeck.deploy.operation.Change.Subject;
import ai.holodeck.deploy.operation.ChangePlan.Action;
import ai.holodeck.deploy.release.Release;
import ai.holodeck.deploy.release.ReleaseLog;
import ai.holodeck.deploy.service.FoundService;
import ai.holodeck.deploy.service.ServiceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
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
    List<Change> changes =
        live.map(service -> against(service, target, plan)).orElseGet(() -> start(target, plan));
    return new ChangePlan(
        target.key(),
        target.factory().provider(),
        target.serviceName(),
        live.isEmpty() ? Action.CREATE : changes.isEmpty() ? Action.NOTHING : Action.UPDATE,
        changes);
  }

  private static List<Change> start(DeploymentTarget target, DeploymentPlan plan) {
    Optional<String> recorded =
        target
            .stores()
            .records()
            .find(target.key())
            .map(record -> record.service().state())
            .filter(state -> state != ServiceState.DELETED)
            .map(state -> "recorded as " + state + ", but gone");
    return List.of(
        new Change(Subject.SERVICE, "state", recorded, Optional.of(ServiceState.RUNNING.name())),
        new Change(Subject.IMAGE, "image", Optional.empty(), Optional.of(plan.image().toString())));
  }

  private List<Change> against(FoundService live, DeploymentTarget target, DeploymentPlan plan) {
    List<Change> changes = new ArrayList<>();
    if (live.status().state() != ServiceState.RUNNING) {
      changes.add(change(Subject.SERVICE, "state", live.status().state(), ServiceState.RUNNING));
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
    image(running.get(), plan, changes);
    return changes;
  }

  private static void config(Release running, DeploymentTarget target, List<Change> changes) {
    EffectiveConfig today = EffectiveDeployment.of(target.config(), Optional.of(target.factory()));
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
    SecretChanges.since(
            running,
            target.stores().releases(),
            new EnvironmentResolver(variables).resolveSet(target.config().environment()))
        .forEach(
            name ->
                changes.add(new Change(Subject.SECRET, name, Optional.empty(), Optional.empty())));
  }

  private void image(Release running, DeploymentPlan plan, List<Change> changes) {
    String before = running.image().orElseThrow().reference().toString();
    if (!before.equals(plan.image().toString())) {
      changes.add(change(Subject.IMAGE, "image", before, plan.image()));
    }
    String context = build.contextDigest(plan);
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
