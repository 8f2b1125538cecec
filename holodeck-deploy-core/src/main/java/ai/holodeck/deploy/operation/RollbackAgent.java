package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.agent.AgentProject;
import ai.holodeck.deploy.agent.RecordedDeployment;
import ai.holodeck.deploy.config.EffectiveConfig;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.release.DeploymentRecord;
import ai.holodeck.deploy.release.Release;
import ai.holodeck.deploy.service.FoundService;
import ai.holodeck.deploy.service.ReleaseId;
import java.util.List;
import java.util.Optional;

/**
 * Goes back to an earlier release: its image, by what cannot change under its name, and its
 * configuration. Secrets are never recorded, so their values are today's. It is a deploy like any
 * other, and a release of its own.
 */
public final class RollbackAgent {
  private final Adapters adapters;
  private final RunAgent run;

  /** Works with these adapters; {@code run} starts the service. */
  public RollbackAgent(Adapters adapters, RunAgent run) {
    this.adapters = adapters;
    this.run = run;
  }

  /**
   * Starts the image and the configuration of an earlier release.
   *
   * @param to the beginning of a release's id, as {@link AgentHistory} gives it; empty for the last
   *     that was healthy and differs from what runs
   * @return the record as written
   * @throws DeployException as {@link RunAgent#run}; {@code RELEASE_UNKNOWN} when there is no such
   *     release, or it was not healthy; {@code CONFIG_INVALID} with each secret that today's file
   *     does not have
   */
  public DeploymentRecord rollback(
      AgentProject project, Optional<String> to, RunOptions options, OperationListener listener) {
    DeploymentTarget target = DeploymentTarget.of(adapters, project);
    List<Release> history = target.stores().releases().history(target.key());
    Release release =
        to.map(id -> named(target, history, id)).orElseGet(() -> earlier(target, history));
    EffectiveConfig config = release.config().orElseThrow(() -> tooOld(release));
    listener.onNotice(
        "going back to release "
            + release.id()
            + " of "
            + release.startedAt()
            + " by "
            + release.user());
    return run.run(
        project.deployedAs(RecordedDeployment.restore(config, target.config())),
        () -> Optional.of(new DeployableImage(release.image().orElseThrow(), release.inputs())),
        options,
        listener);
  }

  private static Release named(DeploymentTarget target, List<Release> history, String id) {
    List<Release> meant =
        history.stream().filter(release -> release.id().value().startsWith(id)).toList();
    if (meant.size() != 1) {
      throw unknown(
          meant.isEmpty()
              ? "agent '" + target.key() + "' has no release '" + id + "'"
              : "'" + id + "' is the beginning of " + meant.size() + " releases",
          "see 'holodeck history' for the releases that are remembered");
    }
    if (!wasHealthy(meant.get(0))) {
      throw unknown(
          "release '" + meant.get(0).id() + "' never was a healthy service",
          "choose one that 'holodeck history' calls succeeded");
    }
    return meant.get(0);
  }

  private static Release earlier(DeploymentTarget target, List<Release> history) {
    Optional<Release> running = running(target, history);
    return history.stream()
        .skip(running.map(history::indexOf).map(index -> index + 1L).orElse(0L))
        .filter(RollbackAgent::wasHealthy)
        .filter(release -> running.filter(now -> isLike(release, now)).isEmpty())
        .findFirst()
        .orElseThrow(
            () ->
                unknown(
                    "agent '" + target.key() + "' has no earlier healthy release to go back to",
                    "see 'holodeck history'; deploy the wanted version instead"));
  }

  /** The release that the service says it is of; empty when none runs, or nobody knows its own. */
  private static Optional<Release> running(DeploymentTarget target, List<Release> history) {
    Optional<ReleaseId> live =
        target.deployer().find(target.serviceName()).flatMap(FoundService::releaseId);
    return history.stream().filter(release -> live.equals(Optional.of(release.id()))).findFirst();
  }

  private static boolean isLike(Release one, Release other) {
    return one.image().equals(other.image()) && one.configHash().equals(other.configHash());
  }

  private static boolean wasHealthy(Release release) {
    return release.kind() == Release.Kind.DEPLOY
        && release.end().filter(end -> end.outcome() == Release.Outcome.SUCCEEDED).isPresent();
  }

  private static DeployException tooOld(Release release) {
    return unknown(
        "the configuration of release '" + release.id() + "' was not recorded",
        "choose a later one with --to, or check out its source and deploy that");
  }

  private static DeployException unknown(String what, String remedy) {
    return new DeployException(CoreError.RELEASE_UNKNOWN, what, remedy);
  }
}
