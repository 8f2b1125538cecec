package ai.holodeck.deploy.azure;

import ai.holodeck.deploy.azure.server.LoopbackTls;
import ai.holodeck.deploy.azure.server.ResourceManager;
import ai.holodeck.deploy.config.Settings;
import ai.holodeck.deploy.config.TargetSettings;
import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.image.Digest;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.RegistryImage;
import ai.holodeck.deploy.service.ServiceId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** A resource manager on loopback, and what an adapter is told to reach it. */
final class TestCloud implements AutoCloseable {
  static final String SUBSCRIPTION = "00000000-1111-2222-3333-444455556666";
  static final Variables VARIABLES =
      Variables.of(
          Map.of(
              "AZURE_TENANT_ID", "99999999-1111-2222-3333-444455556666",
              "AZURE_CLIENT_ID", "88888888-1111-2222-3333-444455556666",
              "AZURE_CLIENT_SECRET", "right"));

  static {
    LoopbackTls.trust();
  }

  private final ResourceManager server = new ResourceManager();

  ResourceManager server() {
    return server;
  }

  AzureDeployerFactory factory() {
    return new AzureDeployerFactory(VARIABLES);
  }

  TargetSettings settings(Map<String, String> more) {
    Map<String, String> values = new HashMap<>();
    values.put("subscription_id", SUBSCRIPTION);
    values.put("resource_group", "agents");
    values.put("environment_name", "prod");
    values.put("ingress_external", "true");
    values.put("min_replicas", "1");
    values.put("resource_manager_endpoint", server.address().toString());
    values.put("authority_host", server.address().toString());
    values.put("poll_interval", "PT0.1S");
    values.putAll(more);
    return new TargetSettings("azure", Settings.of("target.azure", values));
  }

  /** The probe as an image that the server can pull. */
  RegistryImage image(String version) {
    RegistryImage image =
        new RegistryImage(
            ImageReference.parse("registry.example/kit/probe:" + version), digest(version));
    server
        .images()
        .add(
            image.reference().repository() + "@" + image.digest(),
            Map.of("PROBE_VERSION", version));
    return image;
  }

  static ServiceId id(String name) {
    return new ServiceId(
        "/subscriptions/"
            + SUBSCRIPTION
            + "/resourceGroups/agents/providers/Microsoft.App/containerApps/"
            + name);
  }

  private static Digest digest(String text) {
    try {
      return new Digest(
          "sha256:"
              + HexFormat.of()
                  .formatHex(
                      MessageDigest.getInstance("SHA-256")
                          .digest(text.getBytes(StandardCharsets.UTF_8))));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Every exchange must have been as Microsoft describes it. */
  @Override
  public void close() {
    server.close();
    SpecCheck.check(server.exchanges());
  }
}
