package ai.holodeck.deploy.azure;

import ai.holodeck.deploy.azure.server.Exchange;
import ai.holodeck.deploy.azure.server.OpenApi;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether exchanges are as Microsoft describes them, in the folder that AZURE_SPEC_DIR names. */
final class SpecCheck {
  static final String FOLDER = "AZURE_SPEC_DIR";
  static final String WITHOUT = "HOLODECK_WITHOUT_AZURE_SPEC";

  private static Optional<OpenApi> described = Optional.empty();

  private SpecCheck() {}

  /** Fails when one is not; checks nothing where that was asked for by {@link #WITHOUT}. */
  static void check(List<Exchange> exchanges) {
    if (System.getenv(WITHOUT) != null) {
      return;
    }
    OpenApi description = description();
    List<String> violations =
        exchanges.stream()
            .flatMap(exchange -> description.violations(exchange).stream())
            .distinct()
            .limit(20)
            .toList();
    if (!violations.isEmpty()) {
      throw new AssertionError(
          "exchanges that are not as Azure's OpenAPI says:\n" + String.join("\n", violations));
    }
  }

  static synchronized OpenApi description() {
    OpenApi loaded =
        described.orElseGet(
            () ->
                OpenApi.in(
                    Path.of(
                        Optional.ofNullable(System.getenv(FOLDER))
                            .orElseThrow(
                                () ->
                                    new AssertionError(
                                        FOLDER
                                            + " is not set: the folder 'specification' of"
                                            + " azure-rest-api-specs; to go without, set "
                                            + WITHOUT)))));
    described = Optional.of(loaded);
    return loaded;
  }
}
