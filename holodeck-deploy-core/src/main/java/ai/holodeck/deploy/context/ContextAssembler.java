package ai.holodeck.deploy.context;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Finds the files of an agent that go into a build. Reads names and sizes only; contents are read
 * when the context is. Thread-safe.
 *
 * <p>{@code .dockerignore} is honoured; {@code .git} and {@code .holodeck} are never part, nor are,
 * when a whole folder is packaged, the agent file and the configuration beside it, which are packed
 * without their deployment blocks. Symbolic links are followed inside the agent's folder and
 * refused where they leave it.
 */
public final class ContextAssembler {
  private final Path folder;
  private final String agentFileName;

  private ContextAssembler(Path folder, String agentFileName) {
    this.folder = folder;
    this.agentFileName = agentFileName;
  }

  /** For the agent of a file. */
  public static ContextAssembler forAgent(Path agentFile) {
    Path absolute = agentFile.toAbsolutePath().normalize();
    Path folder = Objects.requireNonNull(absolute.getParent(), "an agent file lies in a folder");
    return new ContextAssembler(folder, String.valueOf(absolute.getFileName()));
  }

  /**
   * The files and directories that the agent refers to, with all that is in them.
   *
   * @throws DeployException {@code FILES_INVALID} with every missing, ignored, special or escaping
   *     file at once; {@code CREDENTIALS_IN_CONTEXT}
   */
  public PackagedFiles collect(List<PackagedPath> packaged, CredentialPolicy policy) {
    Path realFolder;
    try {
      realFolder = folder.toRealPath();
    } catch (IOException e) {
      throw new DeployException(
          CoreError.FILES_INVALID,
          "cannot read the agent's folder " + folder,
          "make the folder readable",
          e);
    }
    FileCollector collector = new FileCollector(realFolder, DockerIgnore.of(folder), agentFileName);
    packaged.forEach(collector::add);
    collector.refuseFaults();
    if (policy == CredentialPolicy.REFUSE) {
      CredentialCheck.refuse(collector.credentials());
    }
    return collector.files();
  }

  /** The whole context in one step. */
  public BuildContext assemble(
      List<PackagedPath> packaged, CredentialPolicy policy, GeneratedFiles generated) {
    return collect(packaged, policy).with(generated);
  }
}
