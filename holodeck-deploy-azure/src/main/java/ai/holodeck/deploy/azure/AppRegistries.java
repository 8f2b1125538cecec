package ai.holodeck.deploy.azure;

import ai.holodeck.deploy.service.DeployRequest;
import com.azure.resourcemanager.appcontainers.models.RegistryCredentials;
import com.azure.resourcemanager.appcontainers.models.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How Azure logs in to the registry of the image: by a managed identity, else by the user and
 * password of the request. What others have set for other registries stays.
 */
final class AppRegistries {
  private final Optional<RegistryIdentity> identity;
  private final DeployRequest request;

  AppRegistries(Optional<RegistryIdentity> identity, DeployRequest request) {
    this.identity = identity;
    this.request = request;
  }

  /** The app's registries with ours among them; a login of ours that is no longer given goes. */
  List<RegistryCredentials> over(@Nullable List<RegistryCredentials> present) {
    Optional<RegistryCredentials> ours = ours();
    if (ours.isPresent()) {
      return AppTemplate.replaced(present, RegistryCredentials::server, ours.get());
    }
    String secret = ReleaseNames.registrySecret(host());
    List<RegistryCredentials> all = new ArrayList<>(present == null ? List.of() : present);
    all.removeIf(registry -> secret.equals(registry.passwordSecretRef()));
    return all;
  }

  private Optional<RegistryCredentials> ours() {
    return identity
        .map(found -> new RegistryCredentials().withServer(host()).withIdentity(found.text()))
        .or(
            () ->
                request
                    .registryCredentials()
                    .map(
                        login ->
                            new RegistryCredentials()
                                .withServer(host())
                                .withUsername(login.username())
                                .withPasswordSecretRef(ReleaseNames.registrySecret(host()))));
  }

  /** The app's secrets with our password among them, and none of ours that no registry needs. */
  List<Secret> secrets(List<Secret> kept, List<RegistryCredentials> registries) {
    Set<String> needed =
        registries.stream()
            .flatMap(registry -> Optional.ofNullable(registry.passwordSecretRef()).stream())
            .collect(Collectors.toSet());
    List<Secret> all = new ArrayList<>(kept);
    all.removeIf(
        secret -> ReleaseNames.isRegistrySecret(secret.name()) && !needed.contains(secret.name()));
    if (identity.isPresent() || request.registryCredentials().isEmpty()) {
      return all;
    }
    return AppTemplate.replaced(
        all,
        Secret::name,
        new Secret()
            .withName(ReleaseNames.registrySecret(host()))
            .withValue(request.registryCredentials().get().password().reveal()));
  }

  private String host() {
    return AppImage.registryHost(request.image());
  }
}
