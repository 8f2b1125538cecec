package ai.holodeck.deploy.azure;

import ai.holodeck.deploy.environment.Variables;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.util.Configuration;
import com.azure.core.util.ConfigurationBuilder;
import com.azure.core.util.ConfigurationSource;
import com.azure.identity.DefaultAzureCredentialBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The credentials that azure-identity tries, in its own order, each once. */
final class Credentials {
  /** What azure-identity reads (its README, "Environment variables", and managed identity). */
  private static final List<String> NAMES =
      List.of(
          "AZURE_TENANT_ID",
          "AZURE_CLIENT_ID",
          "AZURE_CLIENT_SECRET",
          "AZURE_CLIENT_CERTIFICATE_PATH",
          "AZURE_CLIENT_CERTIFICATE_PASSWORD",
          "AZURE_CLIENT_SEND_CERTIFICATE_CHAIN",
          "AZURE_USERNAME",
          "AZURE_PASSWORD",
          "AZURE_FEDERATED_TOKEN_FILE",
          "AZURE_TOKEN_CREDENTIALS",
          "AZURE_POD_IDENTITY_AUTHORITY_HOST",
          "IDENTITY_ENDPOINT",
          "IDENTITY_HEADER",
          "IDENTITY_SERVER_THUMBPRINT",
          "IMDS_ENDPOINT",
          "MSI_ENDPOINT",
          "MSI_SECRET");

  private Credentials() {}

  static TokenCredential chain(Variables variables, AzureSettings settings, HttpClient client) {
    Map<String, String> given = new HashMap<>();
    for (String name : NAMES) {
      variables.get(name).ifPresent(value -> given.put(name, value));
    }
    given.put(Configuration.PROPERTY_AZURE_AUTHORITY_HOST, settings.authority().toString());
    // The builder's own sources are those of the process, which other variables must not get into.
    ConfigurationSource none = path -> Map.of();
    Configuration configuration =
        new ConfigurationBuilder(none, none, path -> Map.copyOf(given)).build();
    DefaultAzureCredentialBuilder builder =
        new DefaultAzureCredentialBuilder()
            .configuration(configuration)
            .authorityHost(settings.authority().toString())
            // One without policies: nothing is tried again, and nothing waits.
            .pipeline(new HttpPipelineBuilder().httpClient(client).build());
    if (settings.authorityHost().isPresent()) {
      // Instance discovery asks Microsoft's public cloud, which a private authority is not part of.
      builder.disableInstanceDiscovery();
    }
    return builder.build();
  }
}
