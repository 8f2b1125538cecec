package ai.holodeck.deploy.dockerfile;

import ai.holodeck.deploy.context.PackagedFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The COPY instructions for the agent's own files. */
final class CopySteps {
  /** Storage drivers hold about 125 layers, of which the base image needs its share. */
  private static final int MOST_STEPS = 50;

  private static final String FROM = PackagedFiles.FOLDER + "/";
  private static final String TO = "/app/";

  private CopySteps() {}

  /**
   * As the template wants them: {@code sources} and {@code destination}, escaped. Directories come
   * first, as data changes less often than prompts; files that share a folder share a step.
   */
  static List<Map<String, Object>> of(DockerfileSpec spec) {
    List<Map<String, Object>> steps = new ArrayList<>();
    for (String directory : spec.directories()) {
      steps.add(step(List.of(FROM + directory), TO + directory + "/"));
    }
    SortedMap<String, List<String>> byFolder = new TreeMap<>();
    for (String file : spec.files()) {
      String folder = file.substring(0, file.lastIndexOf('/') + 1);
      byFolder.computeIfAbsent(folder, f -> new ArrayList<>()).add(FROM + file);
    }
    byFolder.forEach((folder, sources) -> steps.add(step(sources, TO + folder)));
    return steps.size() > MOST_STEPS || spec.directories().contains(".")
        ? List.of(step(List.of(FROM), TO))
        : steps;
  }

  private static Map<String, Object> step(List<String> sources, String destination) {
    return Map.of(
        "sources",
        sources.stream().map(Escape::copySource).toList(),
        "destination",
        Escape.copyDestination(destination));
  }
}
