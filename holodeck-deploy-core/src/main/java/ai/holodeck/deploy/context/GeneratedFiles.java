package ai.holodeck.deploy.context;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files of a build context that this tool writes itself. They stand at its root; the agent's
 * own files stand in a folder of their own, so that no name can collide. Immutable.
 */
public final class GeneratedFiles {
  private final String dockerfile;
  private final List<ContextEntry> others;

  private GeneratedFiles(String dockerfile, List<ContextEntry> others) {
    this.dockerfile = dockerfile;
    this.others = List.copyOf(others);
  }

  /**
   * All of them.
   *
   * @param dockerfile text of the Dockerfile
   * @param entrypoint text of the start script
   * @param agentYaml the agent file without its deployment block
   * @param configYaml the project's configuration, likewise
   */
  public static GeneratedFiles of(
      String dockerfile, String entrypoint, byte[] agentYaml, Optional<byte[]> configYaml) {
    List<ContextEntry> others = new ArrayList<>();
    others.add(
        ContextEntry.File.of(
            "entrypoint.sh", Modes.PROGRAM, entrypoint.getBytes(StandardCharsets.UTF_8)));
    others.add(ContextEntry.File.of("agent.yaml", Modes.FILE, agentYaml));
    configYaml.ifPresent(
        bytes -> others.add(ContextEntry.File.of("config.yaml", Modes.FILE, bytes)));
    return new GeneratedFiles(dockerfile, others);
  }

  /** The same with another Dockerfile. */
  public GeneratedFiles withDockerfile(String text) {
    return new GeneratedFiles(text, others);
  }

  List<ContextEntry> entries() {
    List<ContextEntry> entries = new ArrayList<>(others);
    entries.add(
        ContextEntry.File.of(
            "Dockerfile", Modes.FILE, dockerfile.getBytes(StandardCharsets.UTF_8)));
    return entries;
  }
}
