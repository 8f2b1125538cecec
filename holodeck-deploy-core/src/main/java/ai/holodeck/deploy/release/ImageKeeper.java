package ai.holodeck.deploy.release;

import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.service.ServiceName;
import java.util.Set;

/**
 * The port that keeps images of recorded releases in the engine's store: an image without a name is
 * taken away when somebody prunes the engine, and with it the way back to its release. Instances
 * are thread-safe.
 */
@FunctionalInterface
public interface ImageKeeper {
  /**
   * Sees to it that of all images exactly these have a name that belongs to the service: gives one
   * to each that has none, beside the names it has already, and takes such names from all others.
   * Names that belong to nobody, or to another service, stay. An image that thereby loses its last
   * name may be removed by the engine, unless a container uses it. An image that the engine does
   * not have is no error.
   *
   * @param service whose images; its name is the same from one release to the next
   * @param images what is kept; empty to let all go
   * @throws ai.holodeck.deploy.error.DeployException {@code ENGINE_UNAVAILABLE}, or {@code
   *     IMAGE_MISSING} when the engine refuses a name
   */
  void keep(ServiceName service, Set<EngineImage> images);
}
