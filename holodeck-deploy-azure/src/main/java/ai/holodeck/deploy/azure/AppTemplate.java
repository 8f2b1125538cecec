package ai.holodeck.deploy.azure;

import ai.holodeck.deploy.service.DeployRequest;
import com.azure.resourcemanager.appcontainers.models.Container;
import com.azure.resourcemanager.appcontainers.models.ContainerAppProbe;
import com.azure.resourcemanager.appcontainers.models.ContainerAppProbeHttpGet;
import com.azure.resourcemanager.appcontainers.models.ContainerResources;
import com.azure.resourcemanager.appcontainers.models.Scale;
import com.azure.resourcemanager.appcontainers.models.Scheme;
import com.azure.resourcemanager.appcontainers.models.StorageType;
import com.azure.resourcemanager.appcontainers.models.Template;
import com.azure.resourcemanager.appcontainers.models.Type;
import com.azure.resourcemanager.appcontainers.models.Volume;
import com.azure.resourcemanager.appcontainers.models.VolumeMount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The part of an app that makes a revision: our container, and what stands beside it. */
final class AppTemplate {
  /** Our container; others of the app are left as they are. */
  static final String CONTAINER = "agent";

  private static final Map<String, String> VOLUMES =
      new TreeMap<>(Map.of("tmp", "/tmp", "sdk-scratch", "/var/holodeck/work"));

  private final AzureSettings settings;
  private final DeployRequest request;

  AppTemplate(AzureSettings settings, DeployRequest request) {
    this.settings = settings;
    this.request = request;
  }

  /** Changes what is ours in a template. */
  Template over(Template present) {
    Scale scale = present.scale() == null ? new Scale() : present.scale();
    return present
        .withRevisionSuffix(ReleaseNames.revisionSuffix(request.releaseId()))
        .withContainers(
            replaced(present.containers(), Container::name, container(ours(present.containers()))))
        .withVolumes(volumes(present.volumes()))
        .withScale(
            scale.withMinReplicas(settings.minReplicas()).withMaxReplicas(settings.maxReplicas()));
  }

  private static Container ours(@Nullable List<Container> present) {
    return Optional.ofNullable(present).orElse(List.of()).stream()
        .filter(container -> CONTAINER.equals(container.name()))
        .findFirst()
        .orElseGet(Container::new);
  }

  private Container container(Container present) {
    return present
        .withName(CONTAINER)
        .withImage(AppImage.of(request.image()))
        .withEnv(AppSecrets.variables(request))
        .withResources(
            new ContainerResources()
                .withCpu(settings.cpu().cores().doubleValue())
                .withMemory(settings.memory().toString()))
        .withProbes(probes())
        .withVolumeMounts(mounts(present.volumeMounts()));
  }

  /**
   * Liveness and readiness with the numbers of the Python tool. The startup probe is ours: without
   * it a service whose {@code /ready} answers would get traffic before its health path does. It
   * gives a start as long as liveness would, 100 s, before the container is started again.
   */
  private List<ContainerAppProbe> probes() {
    return List.of(
        probe(Type.STARTUP, request.healthPath(), 1, 10).withFailureThreshold(10),
        probe(Type.LIVENESS, request.healthPath(), 10, 30).withFailureThreshold(3),
        probe(Type.READINESS, "/ready", 5, 10).withFailureThreshold(3));
  }

  private ContainerAppProbe probe(Type type, String path, int delay, int period) {
    return new ContainerAppProbe()
        .withType(type)
        .withHttpGet(
            new ContainerAppProbeHttpGet()
                .withPath(path)
                .withPort(request.port())
                .withScheme(Scheme.HTTP))
        .withInitialDelaySeconds(delay)
        .withPeriodSeconds(period)
        .withTimeoutSeconds(5);
  }

  private static List<VolumeMount> mounts(@Nullable List<VolumeMount> present) {
    List<VolumeMount> mounts = present == null ? List.of() : present;
    for (Map.Entry<String, String> volume : VOLUMES.entrySet()) {
      mounts =
          replaced(
              mounts,
              VolumeMount::volumeName,
              new VolumeMount().withVolumeName(volume.getKey()).withMountPath(volume.getValue()));
    }
    return mounts;
  }

  private static List<Volume> volumes(@Nullable List<Volume> present) {
    List<Volume> volumes = present == null ? List.of() : present;
    for (String name : VOLUMES.keySet()) {
      volumes =
          replaced(
              volumes,
              Volume::name,
              new Volume().withName(name).withStorageType(StorageType.EMPTY_DIR));
    }
    return volumes;
  }

  /** The list with ours in the place of the one that has its name, or at the end. */
  static <T> List<T> replaced(@Nullable List<T> present, Function<T, String> name, T ours) {
    List<T> all = new ArrayList<>(present == null ? List.of() : present);
    for (int i = 0; i < all.size(); i++) {
      if (name.apply(ours).equals(name.apply(all.get(i)))) {
        all.set(i, ours);
        return all;
      }
    }
    all.add(ours);
    return all;
  }
}
