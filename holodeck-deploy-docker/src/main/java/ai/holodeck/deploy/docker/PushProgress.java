package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.image.Digest;
import ai.holodeck.deploy.image.PushEvent;
import ai.holodeck.deploy.image.PushEvent.LayerDone;
import ai.holodeck.deploy.image.PushListener;
import com.github.dockerjava.api.model.ResponseItem;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the engine tells of a push. Written by the client's thread, read after the stream has
 * ended.
 */
final class PushProgress {
  /** The last word of a push. Some engines say it in {@code aux} too, but all say it here. */
  private static final Pattern DIGEST =
      Pattern.compile("\\S+: digest: (sha256:[0-9a-f]{64}) size: [0-9]+");

  private final PushListener listener;
  private Optional<Digest> digest = Optional.empty();
  private Optional<String> error = Optional.empty();

  PushProgress(PushListener listener) {
    this.listener = listener;
  }

  void accept(ResponseItem item) {
    BuildProgress.failureOf(item).ifPresent(failure -> error = Optional.of(failure));
    String status = item.getStatus();
    if (status == null) {
      return;
    }
    Matcher last = DIGEST.matcher(status);
    if (last.matches()) {
      digest = Optional.of(new Digest(Objects.requireNonNull(last.group(1))));
    } else if (item.getId() != null) {
      layer(item.getId(), status, item.getProgressDetail());
    } else {
      listener.onEvent(new PushEvent.Output(status));
    }
  }

  private void layer(String layer, String status, ResponseItem.@Nullable ProgressDetail detail) {
    if (status.equals("Pushed")) {
      listener.onEvent(new LayerDone(layer, LayerDone.Outcome.SENT));
    } else if (status.equals("Layer already exists") || status.startsWith("Mounted from ")) {
      listener.onEvent(new LayerDone(layer, LayerDone.Outcome.PRESENT));
    } else if (detail != null && detail.getCurrent() != null && detail.getTotal() != null) {
      listener.onEvent(new PushEvent.Sending(layer, detail.getCurrent(), detail.getTotal()));
    } else {
      listener.onEvent(new PushEvent.Output(layer + ": " + status));
    }
  }

  /** What the registry has the image under, once it has it. */
  Optional<Digest> digest() {
    return digest;
  }

  /** Why the push failed, in the words of the engine or the registry. */
  Optional<String> error() {
    return error;
  }
}
