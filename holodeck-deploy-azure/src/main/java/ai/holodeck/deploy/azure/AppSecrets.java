package ai.holodeck.deploy.azure;

import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.environment.Secret;
import ai.holodeck.deploy.service.DeployRequest;
import com.azure.resourcemanager.appcontainers.fluent.models.RevisionInner;
import com.azure.resourcemanager.appcontainers.models.Container;
import com.azure.resourcemanager.appcontainers.models.ContainerAppSecret;
import com.azure.resourcemanager.appcontainers.models.EnvironmentVar;
import com.azure.resourcemanager.appcontainers.models.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The secrets of an app: those of the request, and those that must stay. */
final class AppSecrets {
  private AppSecrets() {}

  /** Variables of the container; a secret value is given by reference. */
  static List<EnvironmentVar> variables(DeployRequest request) {
    List<EnvironmentVar> variables = new ArrayList<>();
    for (EnvironmentVariable variable : request.environment()) {
      EnvironmentVar given = new EnvironmentVar().withName(variable.name());
      variables.add(
          isSecret(variable)
              ? given.withSecretRef(ReleaseNames.secret(request.releaseId(), variable.name()))
              : given.withValue(variable.value().reveal()));
    }
    return variables;
  }

  /** The app's secrets of this release. */
  static List<com.azure.resourcemanager.appcontainers.models.Secret> of(DeployRequest request) {
    return request.environment().stream()
        .filter(AppSecrets::isSecret)
        .map(
            variable ->
                new com.azure.resourcemanager.appcontainers.models.Secret()
                    .withName(ReleaseNames.secret(request.releaseId(), variable.name()))
                    .withValue(variable.value().reveal()))
        .toList();
  }

  /** Azure refuses an empty secret; there is nothing to keep in one. */
  private static boolean isSecret(EnvironmentVariable variable) {
    return variable.value() instanceof Secret secret && !secret.reveal().isEmpty();
  }

  /**
   * What stays of the app's secrets: all that were not made here, and of ours those that a revision
   * which is still active refers to.
   */
  static List<com.azure.resourcemanager.appcontainers.models.Secret> kept(
      List<ContainerAppSecret> present, List<RevisionInner> revisions) {
    Set<String> inUse =
        revisions.stream()
            .filter(revision -> Boolean.TRUE.equals(revision.active()))
            .map(RevisionInner::template)
            .filter(Objects::nonNull)
            .flatMap(AppSecrets::references)
            .collect(Collectors.toSet());
    return present.stream()
        .filter(secret -> !ReleaseNames.isSecret(secret.name()) || inUse.contains(secret.name()))
        .map(AppSecrets::again)
        .toList();
  }

  /** With its value, as Azure forgets one that comes without. */
  static com.azure.resourcemanager.appcontainers.models.Secret again(ContainerAppSecret secret) {
    return new com.azure.resourcemanager.appcontainers.models.Secret()
        .withName(secret.name())
        .withValue(secret.keyVaultUrl() == null ? secret.value() : null)
        .withIdentity(secret.identity())
        .withKeyVaultUrl(secret.keyVaultUrl());
  }

  private static Stream<String> references(Template template) {
    return Stream.ofNullable(template.containers())
        .flatMap(List::stream)
        .map(Container::env)
        .filter(Objects::nonNull)
        .flatMap(List::stream)
        .map(EnvironmentVar::secretRef)
        .filter(Objects::nonNull);
  }
}
