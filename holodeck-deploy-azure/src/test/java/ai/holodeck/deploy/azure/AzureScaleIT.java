package ai.holodeck.deploy.azure;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.Deployer;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.LogLine;
import ai.holodeck.deploy.service.LogRequest;
import ai.holodeck.deploy.service.LogSource;
import ai.holodeck.deploy.service.ServiceState;
import ai.holodeck.deploy.service.ServiceStatus;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** With no replica while nobody asks, which costs nothing. */
class AzureScaleIT {
  @AutoClose private final TestCloud cloud = new TestCloud();

  @Test
  void revisionThatIsScaledToZeroIsHealthyAndExplained() throws Exception {
    Deployer deployer = cloud.deployer(Map.of("min_replicas", "0"));
    Deployment v1 = deploy(deployer, "v1");
    cloud.server().change(v1.id().value(), app -> scale(app).put("cooldownPeriod", 0));

    Deployment v2 = deploy(deployer, "v2");

    assertThat(v2.status().state()).isEqualTo(ServiceState.RUNNING);
    assertThat(v2.status().providerWord()).endsWith("scaled to zero");
    ServiceStatus status = deployer.status(v2.id());
    assertThat(status.state()).isEqualTo(ServiceState.RUNNING);
    assertThat(status.providerWord()).endsWith("scaled to zero");
    List<LogLine> lines = new ArrayList<>();
    deployer.ability(LogSource.class).orElseThrow().stream(v2.id(), LogRequest.all(), lines::add);
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0).stream()).isEqualTo(LogLine.Stream.SYSTEM);
    assertThat(lines.get(0).text()).contains("scaled to zero", "next request");

    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(status.url().orElseThrow().resolve("/version")).build(),
                HttpResponse.BodyHandlers.ofString());

    assertThat(answer.body()).as("of the replica that the request starts").contains("v2");
  }

  private static ObjectNode scale(ObjectNode app) {
    return (ObjectNode) app.at("/properties/template/scale");
  }

  private Deployment deploy(Deployer deployer, String version) {
    return deployer.deploy(cloud.request(cloud.image(version)).build(), DeployListener.silent());
  }
}
