package ai.holodeck.deploy.azure;

import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.service.DeployRequest;
import java.util.TreeSet;

/** What can be known to be wrong with a request before any call. */
final class DeployChecks {
  private DeployChecks() {}

  static void check(DeployRequest request) {
    if (!AppName.isValid(request.name().value())) {
      throw new DeployException(
          AzureError.AZURE_NAME_REFUSED,
          "'"
              + request.name()
              + "' is no name of a container app: 2 to 32 lower-case letters, digits and single dashes, a letter first"
              + " and no dash last",
          "choose a name of that form");
    }
    if (!request.options().isEmpty()) {
      throw new DeployException(
          CoreError.CAPABILITY_MISSING,
          "the provider 'azure' does not know the option '"
              + String.join("', '", new TreeSet<>(request.options().keySet()))
              + "'",
          "leave it out; what the provider offers stands under target.azure in the agent file");
    }
    for (EnvironmentVariable variable : request.environment()) {
      if (variable.value().reveal().indexOf('\0') >= 0) {
        throw new DeployException(
            CoreError.DEPLOY_FAILED,
            "the value of variable "
                + variable.name()
                + " holds a NUL character, which no environment can hold",
            "remove the character from the value");
      }
    }
    AppImage.of(request.image());
  }
}
