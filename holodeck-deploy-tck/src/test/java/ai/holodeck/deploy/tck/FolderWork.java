package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.BuildListener;
import ai.holodeck.deploy.image.BuildRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A build of folders while it runs. One thread. */
final class FolderWork {
  final BuildRequest request;
  final BuildListener listener;
  final List<String> lines;
  final List<String> layers = new ArrayList<>(List.of(Sha256.of(new byte[0])));
  final Map<String, String> labels = new LinkedHashMap<>();
  final List<String> stepLines = new ArrayList<>();
  FolderFiles files = FolderFiles.none();
  String folder = "";
  String key;
  String step = "";
  @Nullable DeployException failure;

  FolderWork(BuildRequest request, BuildListener listener, List<String> lines, String seed) {
    this.request = request;
    this.listener = listener;
    this.lines = lines;
    this.key = seed;
  }

  /** Where a path of an instruction is in the image. */
  String resolve(String path) {
    String relative =
        path.startsWith("/") ? path.substring(1) : folder + path.replaceFirst("^\\./", "");
    return relative.isEmpty() || relative.endsWith("/") ? relative : relative + "/";
  }

  void make(FolderEngine.Made made) {
    files = made.files();
    made.layer().ifPresent(layers::add);
  }
}
