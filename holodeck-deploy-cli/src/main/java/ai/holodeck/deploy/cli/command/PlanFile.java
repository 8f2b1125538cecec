package ai.holodeck.deploy.cli.command;

import ai.holodeck.deploy.cli.console.Json;
import ai.holodeck.deploy.config.CanonicalJson;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.operation.PlanBasis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A saved plan: what {@code plan -o json} prints, with the number of its format. */
final class PlanFile {

  private static final int FORMAT = 1;

  private PlanFile() {}

  /** Writes it whole or not at all, over an older one. */
  static void write(Path file, Map<String, ?> plan) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("format", FORMAT);
    document.putAll(plan);
    Path target = file.toAbsolutePath();
    try {
      Path part = Files.createTempFile(target.getParent(), ".plan", ".part");
      try {
        Files.writeString(part, Json.document(document));
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new DeployException(
          CoreError.USAGE,
          "cannot write the plan to " + file + ": " + e,
          "name a file in a folder that is there and may be written with --out",
          e);
    }
  }

  /**
   * What the plan was made from.
   *
   * @throws DeployException {@code USAGE} when there is no such file, or it is none of these
   */
  static PlanBasis basis(Path file) {
    try {
      Map<String, ?> document = CanonicalJson.read(Files.readString(file));
      if (!String.valueOf(document.get("format")).equals(String.valueOf(FORMAT))) {
        throw wrong(file, "has not format " + FORMAT, null);
      }
      return new PlanBasis(String.valueOf(document.get("basis")));
    } catch (NoSuchFileException e) {
      throw wrong(file, "is not there", e);
    } catch (IOException e) {
      throw wrong(file, "cannot be read: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw wrong(file, "is no plan: " + e.getMessage(), e);
    }
  }

  private static DeployException wrong(Path file, String what, @Nullable Throwable cause) {
    return new DeployException(
        CoreError.USAGE,
        "the plan " + file + " " + what,
        "make one with 'holodeck plan --out " + file + "'",
        cause);
  }
}
