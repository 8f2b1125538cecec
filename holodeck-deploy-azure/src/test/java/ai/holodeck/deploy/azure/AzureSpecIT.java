package ai.holodeck.deploy.azure;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.azure.server.Exchange;
import ai.holodeck.deploy.azure.server.OpenApi;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.Deployer;
import ai.holodeck.deploy.service.ServiceOwner;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That Microsoft's description is really asked: a changed exchange is caught. */
@DisabledIfEnvironmentVariable(
    named = SpecCheck.WITHOUT,
    matches = ".+",
    disabledReason = "asked to leave Azure's OpenAPI out")
class AzureSpecIT {
  private static final TestCloud CLOUD = new TestCloud();

  @BeforeAll
  static void deployUpdateAndRemove() {
    Deployer deployer = CLOUD.factory().create(CLOUD.settings(Map.of()));
    ServiceOwner owner = new ServiceOwner("00112233aabb", "default", "spec");
    for (String version : List.of("v1", "v2")) {
      deployer.deploy(
          DeployRequest.of(CLOUD.factory().nameFor(owner), owner, CLOUD.image(version)).build(),
          DeployListener.silent());
    }
    deployer
        .find(CLOUD.factory().nameFor(owner))
        .ifPresent(service -> deployer.destroy(service.id()));
  }

  @AfterAll
  static void stop() {
    CLOUD.close();
  }

  @Test
  void everyExchangeIsAsDescribed() {
    assertThat(CLOUD.server().exchanges())
        .extracting(Exchange::method)
        .contains("GET", "PUT", "DELETE");
    SpecCheck.check(CLOUD.server().exchanges());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"minReplicas\":1|\"minReplicas\":\"one\"",
        "\"activeRevisionsMode\":\"Single\"|\"activeRevisionsMode\":\"Sideways\"",
        "\"type\":\"Startup\"|\"type\":\"Sometimes\"",
        "\"location\":\"eastus\",|",
        "\"storageType\":\"EmptyDir\"|\"storageType\":7",
        "\"external\":true|\"external\":\"yes\""
      })
  void changedRequestIsCaught(String right, String wrong) {
    Exchange put = exchange("PUT");
    assertThat(put.requestBody()).contains(right);

    assertThat(
            SpecCheck.description()
                .violations(
                    with(
                        put,
                        put.requestBody().replace(right, wrong == null ? "" : wrong),
                        put.body())))
        .isNotEmpty()
        .allMatch(violation -> violation.contains("validation.request"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"provisioningState\":\"InProgress\"|\"provisioningState\":\"Soon\"",
        "\"cpu\":1.0|\"cpu\":\"much\""
      })
  void changedAnswerIsCaught(String right, String wrong) {
    Exchange put = exchange("PUT");
    assertThat(put.body()).contains(right);

    assertThat(
            SpecCheck.description()
                .violations(with(put, put.requestBody(), put.body().replace(right, wrong))))
        .isNotEmpty()
        .allMatch(violation -> violation.contains("validation.response"));
  }

  @Test
  void undescribedPathIsCaught() {
    Exchange get = exchange("GET");
    OpenApi description = SpecCheck.description();

    assertThat(
            description.violations(
                new Exchange(
                    "GET",
                    get.path().replace("containerApps", "containerGroups"),
                    get.requestHeaders(),
                    "",
                    200,
                    get.headers(),
                    get.body())))
        .isNotEmpty();
  }

  private static Exchange exchange(String method) {
    return CLOUD.server().exchanges().stream()
        .filter(each -> each.method().equals(method))
        .findFirst()
        .orElseThrow();
  }

  private static Exchange with(Exchange exchange, String requestBody, String body) {
    return new Exchange(
        exchange.method(),
        exchange.path(),
        exchange.requestHeaders(),
        requestBody,
        exchange.status(),
        exchange.headers(),
        body);
  }
}
