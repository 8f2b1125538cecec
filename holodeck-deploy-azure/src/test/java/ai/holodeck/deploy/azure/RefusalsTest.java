package ai.holodeck.deploy.azure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "409|MissingSubscriptionRegistration|The subscription is not registered to use namespace 'Microsoft.App'|AZURE_PROVIDER_UNREGISTERED",
        "404|SubscriptionNotFound|The subscription could not be found|AZURE_SUBSCRIPTION_MISSING",
        "404|ResourceGroupNotFound|Resource group 'x' could not be found.|AZURE_GROUP_MISSING",
        "404|ManagedEnvironmentNotFound|no such environment|AZURE_ENVIRONMENT_MISSING",
        "404|ResourceNotFound|The Resource 'Microsoft.App/managedEnvironments/prod' was not found|AZURE_ENVIRONMENT_MISSING",
        "400|MaxNumberOfRegionalEnvironmentsInSubExceeded|too many|AZURE_QUOTA_EXCEEDED",
        "400|ContainerAppsQuotaExceeded|cores quota|AZURE_QUOTA_EXCEEDED",
        "400|LocationNotAvailableForResourceType|no|AZURE_REGION_UNAVAILABLE",
        "403|RequestDisallowedByPolicy|no|AZURE_POLICY",
        "0||Field 'template.containers.agent.image' is invalid: unauthorized: authentication required|AZURE_IMAGE_DENIED",
        "409|ContainerAppOperationInProgress|busy|AZURE_CONFLICT",
        "409|Other|busy|AZURE_CONFLICT",
        "412|PreconditionFailed|changed|AZURE_CONFLICT",
        "401|InvalidAuthenticationToken|expired|AZURE_CREDENTIAL_REFUSED",
        "403|AuthorizationFailed|no role|AZURE_ROLE_MISSING",
        "429|TooManyRequests|slow|AZURE_BUSY",
        "503|ServiceUnavailable|down|AZURE_UNAVAILABLE",
        "400|Strange|what|AZURE_REFUSED"
      })
  void codeAndWordsDecide(int status, String code, String message, AzureError expected) {
    Refusals.Row row = Refusals.of(status, code == null ? "" : code, message);

    assertThat(row.error()).isEqualTo(expected);
    assertThat(row.remedy()).isNotBlank();
  }
}
