package ai.holodeck.deploy.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.holodeck.deploy.azure.server.Exchange;
import ai.holodeck.deploy.azure.server.Faults;
import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.environment.Plain;
import ai.holodeck.deploy.environment.Secret;
import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.error.ErrorCode;
import ai.holodeck.deploy.image.Digest;
import ai.holodeck.deploy.image.ImageRef;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.RegistryImage;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.Deployer;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.DestroyResult;
import ai.holodeck.deploy.service.LogLine;
import ai.holodeck.deploy.service.LogRequest;
import ai.holodeck.deploy.service.LogSource;
import ai.holodeck.deploy.service.ServiceOwner;
import ai.holodeck.deploy.service.ServiceState;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the adapter does beyond the kit's rules, against the server that behaves as Azure. */
class AzureDeployerIT {
  private static final ServiceOwner OWNER = new ServiceOwner("00112233aabb", "default", "bot");
  private static final ObjectMapper JSON = new ObjectMapper();

  @AutoClose private final TestCloud cloud = new TestCloud();

  @Test
  void secretsGoAsReferencesWithNamesOfTheirRelease() throws Exception {
    deploy(deployer(), "v1", secret("API_KEY", "hunter2-one"));
    deploy(deployer(), "v2", secret("API_KEY", "hunter2-two"));

    List<JsonNode> puts = puts();
    for (int i = 0; i < 2; i++) {
      JsonNode template = puts.get(i).at("/properties/template");
      assertThat(template.toString()).doesNotContain("hunter2");
      assertThat(template.at("/containers/0/env/0/name").asText()).isEqualTo("API_KEY");
    }
    String first = puts.get(0).at("/properties/template/containers/0/env/0/secretRef").asText();
    String second = puts.get(1).at("/properties/template/containers/0/env/0/secretRef").asText();
    assertThat(first).isNotEqualTo(second).hasSize(20);
    assertThat(puts.get(1).at("/properties/configuration/secrets").findValuesAsText("name"))
        .as("the serving revision's secret stays until the next one serves")
        .containsExactly(first, second);
  }

  @Test
  void whatOthersHaveSetIsKept() throws Exception {
    Deployer deployer = deployer();
    Deployment deployment = deploy(deployer, "v1");
    cloud
        .server()
        .change(
            deployment.id().value(),
            app -> {
              ((ObjectNode) app.path("tags")).put("cost-centre", "42");
              ObjectNode configuration = (ObjectNode) app.at("/properties/configuration");
              configuration
                  .withArray("secrets")
                  .addObject()
                  .put("name", "theirs")
                  .put("value", "x");
              ((ObjectNode) configuration.path("ingress"))
                  .putObject("stickySessions")
                  .put("affinity", "sticky");
            });

    deploy(deployer, "v2");

    JsonNode put = puts().get(1);
    assertThat(put.at("/tags/cost-centre").asText()).isEqualTo("42");
    assertThat(put.at("/properties/configuration/secrets").toString())
        .contains("\"theirs\"", "\"x\"");
    assertThat(put.at("/properties/configuration/ingress/stickySessions/affinity").asText())
        .isEqualTo("sticky");
  }

  @Test
  void failureTellsAllThatIsKnownAndPutsBackWhatWasThere() {
    Deployer deployer = deployer();
    Deployment v1 = deploy(deployer, "v1");

    DeployException failure =
        failure(deployer, cloud.image("v2"), plain("PROBE_EXIT", "3"), plain("PROBE_LINES", "2"));

    assertThat(failure.code()).isEqualTo(CoreError.DEPLOY_FAILED);
    assertThat(failure.what()).contains("Container crashing: agent");
    assertThat(String.join("\n", failure.details()))
        .contains(
            "Failed, Unhealthy",
            "provisioning error: Container crashing",
            "container agent: Terminated, exit code 3, started again 1 times",
            "system: ContainerTerminated",
            "line 2");
    assertThat(deployer.find(v1.name()).orElseThrow().image()).contains("probe:v1@sha256:");
  }

  @Test
  void imageThatCannotBePulledIsSaid() {
    RegistryImage unknown =
        new RegistryImage(
            ImageReference.parse("registry.example/kit/other:v1"),
            new Digest("sha256:" + "0".repeat(64)));

    DeployException failure = failure(deployer(), unknown);

    assertThat(failure.code()).isEqualTo(AzureError.AZURE_IMAGE_DENIED);
    assertThat(failure.remedy()).contains("AcrPull");
  }

  @Test
  void missingResourceGroupIsSaid() {
    Deployer deployer = cloud.factory().create(cloud.settings(Map.of("resource_group", "nowhere")));

    assertCode(AzureError.AZURE_GROUP_MISSING, failure(deployer, cloud.image("v1")));
  }

  @Test
  void refusedSecretIsSaidAfterOneAttempt() {
    Map<String, String> wrong =
        Map.of(
            "AZURE_TENANT_ID", "99999999-1111-2222-3333-444455556666",
            "AZURE_CLIENT_ID", "88888888-1111-2222-3333-444455556666",
            "AZURE_CLIENT_SECRET", "wrong-s3cret");
    Deployer deployer =
        new AzureDeployerFactory(Variables.of(wrong)).create(cloud.settings(Map.of()));

    DeployException failure = failure(deployer, cloud.image("v1"));

    assertCode(AzureError.AZURE_CREDENTIAL_MISSING, failure);
    assertThat(String.join("\n", failure.details())).contains("AADSTS7000215");
    assertThat(failure.details().toString()).doesNotContain("wrong-s3cret");
    assertThat(cloud.server().tokens().requests()).hasSize(1);
    assertThat(cloud.server().exchanges()).as("calls without a token").isEmpty();
  }

  @Test
  void tokenIsAskedForOnce() {
    Deployer deployer = deployer();
    deploy(deployer, "v1");
    deployer.find(cloud.factory().nameFor(OWNER));

    assertThat(cloud.server().tokens().requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"TOO_MANY_REQUESTS", "SERVER_ERROR"})
  void passingFaultIsNoFailure(Faults.Fault fault) {
    Deployer deployer = deployer();
    deployer.find(cloud.factory().nameFor(OWNER));

    cloud.server().faults().startFor(fault, 2);

    assertThat(deploy(deployer, "v1").status().state()).isEqualTo(ServiceState.RUNNING);
  }

  @Test
  void recordedIdDecidesWhatIsRemoved() {
    Deployment inAgents = deploy(deployer(), "v1");
    Deployer today = cloud.factory().create(cloud.settings(Map.of("resource_group", "other")));
    Deployment inOther = deploy(today, "v2");

    assertThat(today.destroy(inAgents.id())).isEqualTo(DestroyResult.DELETED);

    assertThat(today.status(inAgents.id()).state()).isEqualTo(ServiceState.UNKNOWN);
    assertThat(today.status(inOther.id()).state()).isEqualTo(ServiceState.RUNNING);
  }

  @Test
  void streamsThatEndEarlyAreOpenedAgainWithoutDoubledLines() throws Exception {
    Deployer deployer = deployer();
    Deployment deployment = deploy(deployer, "v1", plain("PROBE_LINES", "40"));
    LogSource logs = deployer.ability(LogSource.class).orElseThrow();
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    cloud.server().logs().cutStreamsAfter(15, 3);
    Thread thread =
        new Thread(
            () ->
                logs.stream(
                    deployment.id(),
                    new LogRequest(OptionalInt.empty(), Optional.empty(), LogRequest.Mode.FOLLOW),
                    line -> lines.add(line.text())));
    thread.start();
    List<String> came = new ArrayList<>();
    while (!came.contains("line 40")) {
      String line = lines.poll(1, TimeUnit.MINUTES);
      assertThat(line).as("a line after %s", came).isNotNull();
      came.add(String.valueOf(line));
    }
    thread.interrupt();
    thread.join();

    assertThat(came.stream().filter(line -> line.startsWith("line ")))
        .hasSize(40)
        .doesNotHaveDuplicates();
  }

  @Test
  void pastLinesHaveTheirTimes() {
    Deployer deployer = deployer();
    Deployment deployment = deploy(deployer, "v1", plain("PROBE_LINES", "3"));
    List<LogLine> lines = new ArrayList<>();

    deployer.ability(LogSource.class).orElseThrow().stream(
        deployment.id(), LogRequest.last(2), lines::add);

    assertThat(lines).extracting(LogLine::text).containsExactly("line 2", "line 3");
    assertThat(lines).allMatch(line -> line.time().isPresent());
  }

  private Deployer deployer() {
    return cloud.factory().create(cloud.settings(Map.of()));
  }

  private Deployment deploy(Deployer deployer, String version, EnvironmentVariable... variables) {
    return deployer.deploy(request(cloud.image(version), variables), DeployListener.silent());
  }

  private DeployException failure(
      Deployer deployer, ImageRef image, EnvironmentVariable... variables) {
    DeployException failure =
        catchThrowableOfType(
            DeployException.class,
            () -> deployer.deploy(request(image, variables), DeployListener.silent()));
    assertThat(failure).isNotNull();
    return failure;
  }

  private DeployRequest request(ImageRef image, EnvironmentVariable... variables) {
    return DeployRequest.of(cloud.factory().nameFor(OWNER), OWNER, image)
        .environment(List.of(variables))
        .build();
  }

  private List<JsonNode> puts() throws Exception {
    List<JsonNode> puts = new ArrayList<>();
    for (Exchange exchange : cloud.server().exchanges()) {
      if (exchange.method().equals("PUT")) {
        puts.add(JSON.readTree(exchange.requestBody()));
      }
    }
    return puts;
  }

  private static void assertCode(ErrorCode code, DeployException failure) {
    assertThat(failure.code()).as(failure.what()).isEqualTo(code);
    assertThat(failure.remedy()).isNotBlank();
  }

  private static EnvironmentVariable secret(String name, String value) {
    return new EnvironmentVariable(name, Secret.of(value));
  }

  private static EnvironmentVariable plain(String name, String value) {
    return new EnvironmentVariable(name, new Plain(value));
  }
}
