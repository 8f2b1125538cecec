package ai.holodeck.deploy.cli.command;

import ai.holodeck.deploy.agent.AgentProject;
import ai.holodeck.deploy.agent.DeploymentConfig;
import ai.holodeck.deploy.cli.console.Outcome;
import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.image.ImageReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a run would do. Of the environment only the names are shown. */
final class PlannedRun {

  private PlannedRun() {}

  static Outcome outcome(
      AgentProject project, ImageReference image, List<EnvironmentVariable> environment) {
    DeploymentConfig config = project.deployment().orElseThrow();
    List<String> names = environment.stream().map(EnvironmentVariable::name).toList();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("dry_run", true);
    document.put("agent", project.name());
    document.put("provider", config.target().provider());
    document.put("image_uri", image);
    document.put("port", config.port());
    document.put("health_check_path", config.healthCheckPath());
    document.put("environment", names);
    return new Outcome(
        new Table()
            .row("would run", image.toString())
            .row("at", config.target().provider())
            .row("port", String.valueOf(config.port()))
            .row("healthy", "when " + config.healthCheckPath() + " answers")
            .row("environment", names.isEmpty() ? "empty" : String.join(", ", names))
            .toString(),
        image.toString(),
        document);
  }
}
