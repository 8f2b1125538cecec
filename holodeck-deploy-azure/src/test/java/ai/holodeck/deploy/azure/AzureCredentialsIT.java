package ai.holodeck.deploy.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.holodeck.deploy.azure.server.Faults;
import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.service.Deployer;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Nobody has logged in, and where Azure's machines have their metadata nobody answers. */
class AzureCredentialsIT {
  @AutoClose private final TestCloud cloud = new TestCloud();

  @Test
  void eachCredentialIsTriedOnceAndNamed() {
    Map<String, String> metadata =
        Map.of("AZURE_POD_IDENTITY_AUTHORITY_HOST", cloud.server().address().toString());
    Deployer deployer =
        new AzureDeployerFactory(Variables.of(metadata)).create(cloud.settings(Map.of()));
    cloud.server().faults().start(Faults.Fault.NO_ANSWER);

    DeployException failure =
        catchThrowableOfType(
            DeployException.class, () -> deployer.find(cloud.factory().nameFor(TestCloud.OWNER)));

    assertThat(cloud.server().faults().refused()).as("attempts over the network").hasSize(1);
    cloud.server().faults().stop();
    assertThat(failure).isNotNull();
    assertThat(failure.code()).isEqualTo(AzureError.AZURE_CREDENTIAL_MISSING);
    assertThat(failure.remedy()).contains("az login", "AZURE_CLIENT_SECRET");
    assertThat(String.join("\n", failure.details()))
        .contains(
            "EnvironmentCredential",
            "WorkloadIdentityCredential",
            "ManagedIdentityCredential",
            "AzureCliCredential",
            "Azure Power Shell",
            "AzureDeveloperCliCredential");
    assertThat(cloud.server().exchanges()).as("calls without a token").isEmpty();
  }
}
