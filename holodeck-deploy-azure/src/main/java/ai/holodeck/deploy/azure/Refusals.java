package ai.holodeck.deploy.azure;

import java.util.List;
import java.util.Locale;

/**
 * What Azure's error codes and words mean; the first row that matches counts. The codes are those
 * of the resource manager ("Troubleshoot common Azure deployment errors") and of Microsoft.App.
 */
final class Refusals {
  /**
   * A row.
   *
   * @param status the HTTP status; 0 for any
   * @param words one of these is in Azure's code or message, in lower case; empty for any
   */
  record Row(int status, List<String> words, AzureError error, String remedy) {
    boolean matches(int found, String text) {
      return (status == 0 || status == found)
          && (words.isEmpty() || words.stream().anyMatch(text::contains));
    }
  }

  private static final String AGAIN = "wait a moment, then run the command again";

  private static final List<Row> ROWS =
      List.of(
          row(
              0,
              AzureError.AZURE_PROVIDER_UNREGISTERED,
              "register it once: az provider register --namespace Microsoft.App",
              "missingsubscriptionregistration",
              "not registered to use namespace"),
          row(
              0,
              AzureError.AZURE_SUBSCRIPTION_MISSING,
              "correct target.azure.subscription_id; 'az account list' shows those of your tenant",
              "subscriptionnotfound",
              "invalidsubscriptionid"),
          row(
              0,
              AzureError.AZURE_GROUP_MISSING,
              "create it with 'az group create', or correct target.azure.resource_group",
              "resourcegroupnotfound"),
          row(
              0,
              AzureError.AZURE_ENVIRONMENT_MISSING,
              "create it with 'az containerapp env create', or correct target.azure.environment_name: a name is looked"
                  + " for in target.azure.resource_group, one elsewhere is given by its resource id",
              "managedenvironmentnotfound",
              "managedenvironments/",
              "managedenvironmentnotprovisioned",
              "environment does not exist"),
          row(
              0,
              AzureError.AZURE_QUOTA_EXCEEDED,
              "remove apps, ask for less cpu or fewer replicas in target.azure, or ask for more quota in Azure's portal",
              "quota",
              "maxnumberof"),
          row(
              0,
              AzureError.AZURE_REGION_UNAVAILABLE,
              "set target.azure.location to the region of the environment",
              "locationnotavailable",
              "invalidresourcelocation",
              "noregisteredproviderfound",
              "is not available for resource type"),
          row(
              0,
              AzureError.AZURE_POLICY,
              "ask whoever set the policy, or choose what it allows in target.azure",
              "requestdisallowedbypolicy"),
          row(
              0,
              AzureError.AZURE_IMAGE_DENIED,
              "check that the image is there, and that Azure may pull it: by deployment.registry.credentials_env_prefix,"
                  + " or by target.azure.registry_identity with the role AcrPull on the registry",
              "unauthorized: authentication required",
              "imagepull",
              "failed to pull image",
              "unable to pull image",
              "manifest unknown",
              "field 'template.containers.agent.image'"),
          row(
              0,
              AzureError.AZURE_NAME_REFUSED,
              "rename the agent, or remove the app that has its name",
              "nameinuse",
              "namealreadyexists",
              "containerappinvalidname",
              "invalidresourcename"),
          row(
              0,
              AzureError.AZURE_CONFLICT,
              "wait until the other change has ended, then run the command again",
              "operationinprogress",
              "anotheroperationinprogress",
              "conflict"),
          row(
              409,
              AzureError.AZURE_CONFLICT,
              "wait until the other change has ended, then run the command again"),
          row(
              412,
              AzureError.AZURE_CONFLICT,
              "wait until the other change has ended, then run the command again"),
          row(
              401,
              AzureError.AZURE_CREDENTIAL_REFUSED,
              "log in again ('az login', or the variables AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET), with"
                  + " an account of the subscription's tenant"),
          row(
              403,
              AzureError.AZURE_ROLE_MISSING,
              "give the account the role 'Container Apps Contributor' on the resource group: az role assignment create"),
          row(429, AzureError.AZURE_BUSY, AGAIN),
          row(500, AzureError.AZURE_UNAVAILABLE, AGAIN),
          row(502, AzureError.AZURE_UNAVAILABLE, AGAIN),
          row(503, AzureError.AZURE_UNAVAILABLE, AGAIN),
          row(504, AzureError.AZURE_UNAVAILABLE, AGAIN));

  private static final Row OTHER =
      row(0, AzureError.AZURE_REFUSED, "correct what Azure says, then run the command again");

  private Refusals() {}

  private static Row row(int status, AzureError error, String remedy, String... words) {
    return new Row(status, List.of(words), error, remedy);
  }

  static Row of(int status, String code, String message) {
    String text = (code + " " + message).toLowerCase(Locale.ROOT);
    return ROWS.stream().filter(row -> row.matches(status, text)).findFirst().orElse(OTHER);
  }
}
