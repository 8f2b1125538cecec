package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.release.Release;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Keeps the images of recorded releases from being pruned. Never a reason for an operation to fail:
 * what goes wrong is a notice.
 */
final class KeptImages {
  private KeptImages() {}

  /** Exactly those of the history are kept; the newest release says of which service. */
  static void keepRecorded(Adapters adapters, DeploymentTarget target, OperationListener listener) {
    change(adapters, target, listener, images -> images, "kept from being pruned");
  }

  /** None is kept: there is no service to go back with. */
  static void letGo(Adapters adapters, DeploymentTarget target, OperationListener listener) {
    change(adapters, target, listener, images -> Set.of(), "released for pruning");
  }

  private static void change(
      Adapters adapters,
      DeploymentTarget target,
      OperationListener listener,
      UnaryOperator<Set<EngineImage>> choice,
      String aim) {
    try {
      List<Release> history = target.stores().releases().history(target.key());
      Set<EngineImage> images = imagesOf(history);
      // Without any there is nothing to do, and no reason to ask an engine that may not be there.
      if (!images.isEmpty()) {
        adapters
            .imageKeeper()
            .ifPresent(keeper -> keeper.keep(history.get(0).serviceName(), choice.apply(images)));
      }
    } catch (RuntimeException e) {
      listener.onNotice(
          "the images of this agent's releases could not be "
              + aim
              + ": "
              + (e instanceof DeployException known ? known.what() : e.getClass().getName()));
    }
  }

  private static Set<EngineImage> imagesOf(List<Release> history) {
    return history.stream()
        .map(Release::image)
        .flatMap(Optional::stream)
        .filter(EngineImage.class::isInstance)
        .map(EngineImage.class::cast)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
