package ai.holodeck.deploy.azure;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;

/** What can be wrong with reading lines; knows no class of Azure's libraries. */
final class LogErrors {
  private LogErrors() {}

  static DeployException notDeployed(String id) {
    return new DeployException(
        CoreError.NOT_DEPLOYED, "Azure has no service '" + id + "'", "deploy the agent first");
  }

  static DeployException refused(String address, int status) {
    return new DeployException(
        AzureError.AZURE_UNAVAILABLE,
        "the log stream at " + address + " answers with status " + status,
        "run the command again; if it goes on, look at the app's log stream in Azure's portal");
  }

  static DeployException broken(String address, Throwable cause) {
    return new DeployException(
        AzureError.AZURE_UNREACHABLE,
        "the log stream at " + address + " cannot be read: " + cause.getMessage(),
        "check the network; a proxy must let streams through",
        cause);
  }
}
