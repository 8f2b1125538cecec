package ai.holodeck.deploy.azure;

import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.error.DeployException;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.ExponentialBackoffOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.resourcemanager.appcontainers.ContainerAppsApiManager;
import com.azure.resourcemanager.appcontainers.fluent.ContainerAppsApiClient;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The way to one resource manager: its HTTP client, the token, a client for each subscription. */
final class Session {
  private static final int RETRIES = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

  private final AzureSettings settings;
  private final HttpClient http;
  private final KeptToken token;
  private final String scope;
  private final Map<UUID, ContainerAppsApiClient> clients = new ConcurrentHashMap<>();

  Session(AzureSettings settings, Variables variables) {
    this.settings = settings;
    this.http =
        new JdkHttpClientBuilder()
            .connectionTimeout(settings.callTimeout())
            .responseTimeout(settings.callTimeout())
            .readTimeout(settings.callTimeout())
            .build();
    this.token = new KeptToken(Credentials.chain(variables, settings, http));
    this.scope = settings.resourceManager() + "/.default";
  }

  /** Has a token now, rather than in the middle of the first call and its retries. */
  void logIn(Calls calls) {
    calls.call(
        "give a token for " + settings.resourceManager(),
        () -> {
          try {
            return token.getTokenSync(new TokenRequestContext().addScopes(scope));
          } catch (DeployException e) {
            throw e;
          } catch (RuntimeException e) {
            throw AzureErrors.noCredential(e);
          }
        });
  }

  ContainerAppsApiClient client(UUID subscription) {
    return clients.computeIfAbsent(subscription, this::connect);
  }

  private ContainerAppsApiClient connect(UUID subscription) {
    AzureEnvironment environment =
        new AzureEnvironment(
            Map.of(
                AzureEnvironment.Endpoint.RESOURCE_MANAGER.identifier(),
                settings.resourceManager().toString(),
                AzureEnvironment.Endpoint.MANAGEMENT.identifier(),
                settings.resourceManager().toString(),
                AzureEnvironment.Endpoint.ACTIVE_DIRECTORY.identifier(),
                settings.authority().toString()));
    return ContainerAppsApiManager.configure()
        .withHttpClient(http)
        .withScope(scope)
        .withRetryOptions(
            new RetryOptions(
                new ExponentialBackoffOptions()
                    .setMaxRetries(RETRIES)
                    .setBaseDelay(FIRST_PAUSE)
                    .setMaxDelay(LONGEST_PAUSE)))
        .withDefaultPollInterval(settings.pollInterval())
        .authenticate(token, new AzureProfile(null, subscription.toString(), environment))
        .serviceClient();
  }
}
