package ai.holodeck.deploy.cli.command;

import ai.holodeck.deploy.cli.console.Outcome;
import ai.holodeck.deploy.context.PackagedPath;
import ai.holodeck.deploy.operation.DeploymentPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a build would do. */
final class PlannedBuild {

  private PlannedBuild() {}

  static Outcome outcome(DeploymentPlan plan, String dockerfile) {
    List<String> paths = plan.project().packaged().stream().map(PackagedPath::path).toList();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("dry_run", true);
    document.put("image_name", plan.image().repository());
    document.put("tag", plan.image().tag());
    document.put("full_name", plan.image());
    document.put("base_image", plan.dockerfile().baseImage());
    document.put("platform", plan.platform());
    document.put("packaged", paths);
    document.put("notices", plan.notices());
    document.put("dockerfile", dockerfile);
    String summary =
        new Table()
            .row("would build", plan.image().toString())
            .row("from", plan.dockerfile().baseImage())
            .row("for", plan.platform().map(Object::toString).orElse("the engine's own platform"))
            .row(
                "with",
                paths.isEmpty() ? "no files beside the agent file" : String.join(", ", paths))
            .toString();
    return new Outcome(
        summary + "\n\n" + dockerfile.stripTrailing(), dockerfile.stripTrailing(), document);
  }
}
