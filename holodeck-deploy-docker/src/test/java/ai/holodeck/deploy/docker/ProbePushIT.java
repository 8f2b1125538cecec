package ai.holodeck.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.config.Settings;
import ai.holodeck.deploy.config.TargetSettings;
import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.image.Digest;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.RegistryImage;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.Deployer;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.ServiceOwner;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that is published with the kit puts probes into a registry, as it says. */
class ProbePushIT {
  private static final String REPOSITORY =
      Variables.ofProcess().get("HOLODECK_TEST_REGISTRY").orElseThrow() + "/tck/pushed-probe";

  @TempDir Path folder;

  @Test
  void pushedProbeRunsByItsDigest() throws Exception {
    String java = DockerDeployerContractIT.ENGINE.probes().runtime();

    Properties digests = push("--build-arg", "JAVA=" + java);

    assertThat(digests.stringPropertyNames()).containsExactlyInAnyOrder("v0", "v1", "v2", "v3");
    // From the registry, and not what was built here.
    for (String version : digests.stringPropertyNames()) {
      Probe.ENGINE.client().removeImageCmd(REPOSITORY + ":" + version).withForce(true).exec();
    }
    assertThat(versionOf("v2", digests.getProperty("v2"))).isEqualTo("v2");
  }

  private Properties push(String... options) throws Exception {
    Path context = folder.resolve("probe");
    ProbeImages.unpack(context);
    Path errors = folder.resolve("errors");
    List<String> command = new ArrayList<>();
    command.addAll(List.of("sh", context.resolve("push.sh").toString(), REPOSITORY));
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    Properties digests = new Properties();
    try (InputStream output = process.getInputStream()) {
      digests.load(output);
    }
    assertThat(process.waitFor()).as("%s", Files.readString(errors)).isZero();
    return digests;
  }

  private static String versionOf(String version, String digest) throws Exception {
    Deployer deployer =
        Probe.DOCKER
            .deployerFactory()
            .create(new TargetSettings(DockerEngine.ID, Settings.of(Map.of())));
    ServiceOwner owner = new ServiceOwner("0123456789ab", "default", "pushed-probe");
    DeployRequest request =
        DeployRequest.of(
                Probe.DOCKER.deployerFactory().nameFor(owner),
                owner,
                new RegistryImage(
                    ImageReference.parse(REPOSITORY + ":" + version), new Digest(digest)))
            .build();
    Deployment deployment = deployer.deploy(request, DeployListener.silent());
    try {
      URI url = deployment.status().url().orElseThrow().resolve("/version");
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    } finally {
      deployer.destroy(deployment.id());
      Probe.ENGINE.client().removeImageCmd(REPOSITORY + "@" + digest).withForce(true).exec();
    }
  }
}
