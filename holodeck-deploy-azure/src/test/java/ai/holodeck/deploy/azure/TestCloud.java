package ai.holodeck.deploy.azure;

import ai.holodeck.deploy.azure.server.Exchange;
import ai.holodeck.deploy.azure.server.LoopbackTls;
import ai.holodeck.deploy.azure.server.ResourceManager;
import ai.holodeck.deploy.config.Settings;
import ai.holodeck.deploy.config.TargetSettings;
import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.image.Digest;
import ai.holodeck.deploy.image.ImageRef;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.RegistryImage;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.Deployer;
import ai.holodeck.deploy.service.ServiceId;
import ai.holodeck.deploy.service.ServiceOwner;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
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

  static final ServiceOwner OWNER = new ServiceOwner("00112233aabb", "default", "bot");
  private static final ObjectMapper JSON = new ObjectMapper();

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

  /** A deployer with these settings beside the usual ones. */
  Deployer deployer(Map<String, String> more) {
    return factory().create(settings(more));
  }

  /** A request for the tests' service. */
  DeployRequest.Builder request(ImageRef image) {
    return DeployRequest.of(factory().nameFor(OWNER), OWNER, image);
  }

  /** The bodies of the changes of apps so far. */
  List<JsonNode> puts() throws IOException {
    List<JsonNode> puts = new ArrayList<>();
    for (Exchange exchange : server.exchanges()) {
      if (exchange.method().equals("PUT")) {
        puts.add(JSON.readTree(exchange.requestBody()));
      }
    }
    return puts;
  }

  /** The probe as an image that this user may pull, and identities with the role. */
  RegistryImage privateImage(String version, String username, String password) {
    RegistryImage image = named(version);
    server.images().addPrivate(pulled(image), variables(version), username, password);
    return image;
  }

  /** The probe as an image that the server can pull. */
  RegistryImage image(String version) {
    RegistryImage image = named(version);
    server.images().add(pulled(image), variables(version));
    return image;
  }

  private static RegistryImage named(String version) {
    return new RegistryImage(
        ImageReference.parse("registry.example/kit/probe:" + version), digest(version));
  }

  private static String pulled(RegistryImage image) {
    return image.reference().repository() + "@" + image.digest();
  }

  private static Map<String, String> variables(String version) {
    return Map.of("PROBE_VERSION", version);
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
