package ai.holodeck.deploy.azure;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.service.DeployRequest;
import com.azure.resourcemanager.appcontainers.fluent.models.ContainerAppInner;
import com.azure.resourcemanager.appcontainers.models.ActiveRevisionsMode;
import com.azure.resourcemanager.appcontainers.models.Configuration;
import com.azure.resourcemanager.appcontainers.models.Ingress;
import com.azure.resourcemanager.appcontainers.models.RegistryCredentials;
import com.azure.resourcemanager.appcontainers.models.Secret;
import com.azure.resourcemanager.appcontainers.models.Template;
import com.azure.resourcemanager.appcontainers.models.TrafficWeight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The app that a request asks for. A PUT replaces everything, so what the app has and a request
 * does not own is kept: domains, ingress rules, identities, other containers, tags and secrets.
 */
final class DesiredApp {
  private final AzureSettings settings;
  private final DeployRequest request;

  DesiredApp(AzureSettings settings, DeployRequest request) {
    this.settings = settings;
    this.request = request;
  }

  ContainerAppInner fresh() {
    String environment =
        settings
            .environmentName()
            .orElseThrow(
                () ->
                    new DeployException(
                        CoreError.CONFIG_INVALID,
                        "target.azure.environment_name is required to deploy",
                        "set it to the name of a Container Apps environment"))
            .resourceId(settings.subscriptionId(), settings.resourceGroup());
    return over(
        new ContainerAppInner().withLocation(settings.location()).withEnvironmentId(environment),
        List.of());
  }

  /** Changes what is ours in an app that was read. */
  ContainerAppInner over(ContainerAppInner present, List<Secret> kept) {
    Configuration configuration =
        present.configuration() == null ? new Configuration() : present.configuration();
    AppRegistries registries = new AppRegistries(settings.registryIdentity(), request);
    List<RegistryCredentials> logins = registries.over(configuration.registries());
    List<Secret> secrets = new ArrayList<>(registries.secrets(kept, logins));
    secrets.addAll(AppSecrets.of(request));
    configuration
        .withActiveRevisionsMode(ActiveRevisionsMode.SINGLE)
        .withIngress(ingress(configuration))
        .withRegistries(logins)
        .withSecrets(secrets);
    Template template = present.template() == null ? new Template() : present.template();
    Map<String, String> tags = new LinkedHashMap<>(AppTags.on(present));
    tags.putAll(AppTags.of(request));
    tags.remove(AppTags.SERVED);
    Serving.of(settings.app(request.name().value()), present)
        .ifPresent(
            serving ->
                serving
                    .release()
                    .ifPresent(
                        release ->
                            tags.put(
                                AppTags.SERVED, AppTags.servedBy(release, serving.revision()))));
    return present
        .withIdentity(AppIdentity.with(settings.registryIdentity(), present.identity()))
        .withConfiguration(configuration)
        .withTemplate(new AppTemplate(settings, request).over(template))
        .withTags(tags);
  }

  private Ingress ingress(Configuration configuration) {
    Ingress present = configuration.ingress() == null ? new Ingress() : configuration.ingress();
    return present
        .withExternal(settings.ingressExternal())
        .withTargetPort(request.port())
        .withTraffic(List.of(new TrafficWeight().withLatestRevision(true).withWeight(100)));
  }
}
