package ai.holodeck.deploy.azure;

import ai.holodeck.deploy.error.ErrorCategory;
import ai.holodeck.deploy.error.ErrorCode;

/** What Azure refuses or fails at, beyond the errors that core has names for. */
enum AzureError implements ErrorCode {
  /** No credential of azure-identity's default chain gives a token. */
  AZURE_CREDENTIAL_MISSING(ErrorCategory.CONFIGURATION),
  /** Status 401: Azure does not take the token. */
  AZURE_CREDENTIAL_REFUSED(ErrorCategory.CONFIGURATION),
  /** Status 403: the caller's roles do not allow it. */
  AZURE_ROLE_MISSING(ErrorCategory.CONFIGURATION),
  /** The subscription is unknown, or not of this tenant. */
  AZURE_SUBSCRIPTION_MISSING(ErrorCategory.CONFIGURATION),
  /** The resource group is not there. */
  AZURE_GROUP_MISSING(ErrorCategory.CONFIGURATION),
  /** The Container Apps environment is not there. */
  AZURE_ENVIRONMENT_MISSING(ErrorCategory.CONFIGURATION),
  /** The subscription is not registered for {@code Microsoft.App}. */
  AZURE_PROVIDER_UNREGISTERED(ErrorCategory.CONFIGURATION),
  /** The region does not offer Container Apps, or is not the environment's. */
  AZURE_REGION_UNAVAILABLE(ErrorCategory.CONFIGURATION),
  /** A policy of the organisation forbids it. */
  AZURE_POLICY(ErrorCategory.CONFIGURATION),
  /** The name is no container app's, or is in use elsewhere in the environment. */
  AZURE_NAME_REFUSED(ErrorCategory.CONFIGURATION),
  /** Cores or apps of the subscription are used up. */
  AZURE_QUOTA_EXCEEDED(ErrorCategory.DEPLOYMENT),
  /** The environment cannot pull the image. */
  AZURE_IMAGE_DENIED(ErrorCategory.DEPLOYMENT),
  /** Somebody else changes the app. */
  AZURE_CONFLICT(ErrorCategory.DEPLOYMENT),
  /** Status 429, in spite of waiting as told. */
  AZURE_BUSY(ErrorCategory.DEPLOYMENT),
  /** Status 5xx, in spite of trying again. */
  AZURE_UNAVAILABLE(ErrorCategory.DEPLOYMENT),
  /** No connection, or no answer. */
  AZURE_UNREACHABLE(ErrorCategory.DEPLOYMENT),
  /** Any other refusal; Azure's own code and words are in the sentence. */
  AZURE_REFUSED(ErrorCategory.DEPLOYMENT);

  private final ErrorCategory category;

  AzureError(ErrorCategory category) {
    this.category = category;
  }

  @Override
  public String id() {
    return name();
  }

  @Override
  public ErrorCategory category() {
    return category;
  }
}
