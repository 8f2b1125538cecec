package ai.holodeck.deploy.agent;

import ai.holodeck.deploy.config.Mapping;
import ai.holodeck.deploy.config.Node;
import ai.holodeck.deploy.config.Scalar;
import ai.holodeck.deploy.config.Settings;
import ai.holodeck.deploy.config.Suggestion;
import ai.holodeck.deploy.config.TargetSettings;
import ai.holodeck.deploy.error.Problems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code deployment.target}: a provider and the block of that provider, whose schema is the
 * adapter's.
 */
final class TargetBlock {
  static final String LOCAL_PROVIDER = "docker";

  private static final String PATH = DeploymentReader.KEY + ".target";
  private static final Pattern PROVIDER = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private final Problems problems;

  TargetBlock(Problems problems) {
    this.problems = problems;
  }

  /** Whether the written target plays no part, because the local engine takes its place. */
  static boolean isReplaced(Mapping deployment, Target target) {
    return target == Target.LOCAL && !provider(deployment).equals(Optional.of(LOCAL_PROVIDER));
  }

  /**
   * Lays one deployment block over another; a target of another provider replaces the lower one
   * whole, in each of their stages too.
   */
  static Mapping overlay(Mapping lower, Mapping upper) {
    Optional<String> below = provider(lower);
    Optional<String> above = provider(upper);
    boolean replaces = below.isPresent() && above.isPresent() && !below.equals(above);
    Mapping merged = (replaces ? lower.without("target") : lower).overlay(upper);
    return Stages.merged(lower, upper)
        .map(stages -> merged.with(BlockKey.STAGES.key(), stages))
        .orElse(merged);
  }

  private static Optional<String> provider(Mapping deployment) {
    return deployment
        .get("target")
        .filter(Mapping.class::isInstance)
        .flatMap(target -> ((Mapping) target).get("provider"))
        .filter(Scalar.class::isInstance)
        .map(provider -> ((Scalar) provider).text());
  }

  /** Empty when there was a fault. */
  Optional<TargetSettings> read(Settings deployment, Target target) {
    Optional<Node> node = deployment.block().get("target");
    if (node.isEmpty() && target == Target.LOCAL) {
      return Optional.of(local(deployment));
    }
    if (node.isPresent() && !(node.get() instanceof Mapping)) {
      return Optional.empty(); // reported as a wrong type already
    }
    Mapping block = (Mapping) node.orElse(Mapping.empty(deployment.block().positionOf("target")));
    Optional<Node> provider = block.get("provider");
    if (provider.isEmpty()) {
      problems.add(
          block.position(),
          PATH + ".provider",
          "is required",
          "add 'provider: azure', 'provider: docker', or another provider's id");
      return Optional.empty();
    }
    if (provider.get() instanceof Scalar id && id.kind() == Scalar.Kind.UNRESOLVED) {
      return Optional.empty();
    }
    if (!(provider.get() instanceof Scalar id) || !PROVIDER.matcher(id.text()).matches()) {
      problems.add(
          provider.get().position(),
          PATH + ".provider",
          "must be a provider id (lower-case letters, digits, '-')",
          "write azure, docker, or another provider's id");
      return Optional.empty();
    }
    refuseOthers(block, id.text());
    return providerBlock(block, id.text());
  }

  private static TargetSettings local(Settings deployment) {
    return new TargetSettings(
        LOCAL_PROVIDER, Settings.empty(deployment.position(), PATH + "." + LOCAL_PROVIDER));
  }

  private void refuseOthers(Mapping block, String provider) {
    Map<String, Mapping.Entry> others = new LinkedHashMap<>(block.entries());
    others.keySet().removeAll(List.of("provider", provider));
    others.forEach(
        (key, entry) -> {
          String hint = Suggestion.hint(key, List.of("provider", provider));
          problems.add(
              entry.keyPosition(),
              PATH + "." + key,
              entry.value() instanceof Mapping && hint.isEmpty()
                  ? "is the block of another provider than '" + provider + "'"
                  : "is not a known key" + hint,
              "keep 'provider' and '" + provider + "' only");
        });
  }

  private Optional<TargetSettings> providerBlock(Mapping target, String provider) {
    String path = PATH + "." + provider;
    Optional<Node> node = target.get(provider);
    if (node.isEmpty() && provider.equals(LOCAL_PROVIDER)) {
      return Optional.of(
          new TargetSettings(provider, Settings.empty(target.positionOf(provider), path)));
    }
    if (node.isPresent() && node.get() instanceof Mapping block) {
      return Optional.of(new TargetSettings(provider, new Settings(path, block)));
    }
    problems.add(
        node.map(Node::position).orElse(target.positionOf(provider)),
        path,
        node.isEmpty() ? "is required with provider '" + provider + "'" : "must be a block of keys",
        "add a block '" + provider + ":' with the settings of the provider");
    return Optional.empty();
  }
}
