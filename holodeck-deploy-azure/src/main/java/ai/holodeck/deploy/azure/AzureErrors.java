package ai.holodeck.deploy.azure;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpResponse;
import com.azure.core.management.exception.ManagementError;
import com.azure.core.management.exception.ManagementException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Turns what Azure's libraries throw into our exception; the only place that knows its kinds. */
final class AzureErrors {
  private AzureErrors() {}

  /**
   * The failure of one call.
   *
   * @param doing what was asked for and on what: {@code create container app 'bot' in resource
   *     group 'agents'}
   */
  static DeployException translate(String doing, Throwable failure) {
    Optional<DeployException> ours = first(failure, DeployException.class);
    if (ours.isPresent()) {
      return ours.get();
    }
    if (first(failure, InterruptedException.class).isPresent()) {
      return interrupted(doing, failure);
    }
    Optional<HttpResponseException> refusal = first(failure, HttpResponseException.class);
    if (refusal.isPresent() && refusal.get().getResponse() != null) {
      return refused(doing, refusal.get());
    }
    if (first(failure, ClientAuthenticationException.class).isPresent()) {
      return noCredential(failure);
    }
    return unreachable(doing, failure);
  }

  /** Whether Azure says that it is not there, be it for lack of its whole resource group. */
  static boolean isMissing(Throwable failure) {
    return isStatus(failure, 404);
  }

  /** Whether Azure says that it is not as the request demands. */
  static boolean isChanged(Throwable failure) {
    return isStatus(failure, 412);
  }

  private static boolean isStatus(Throwable failure, int status) {
    return first(failure, HttpResponseException.class)
        .filter(refusal -> status(refusal) == status)
        .isPresent();
  }

  /** A long operation that Azure has ended as failed. */
  static DeployException operationFailed(String doing, String answer) {
    return failed(
        "Azure could not " + doing + ": " + answer,
        answer,
        "correct what Azure says, then run the command again");
  }

  /**
   * What Azure says of something that failed.
   *
   * @param otherwise the remedy where Azure's words tell none
   */
  static DeployException failed(String what, String answer, String otherwise) {
    Refusals.Row row = Refusals.of(0, "", answer);
    return row.error() == AzureError.AZURE_REFUSED
        ? new DeployException(CoreError.DEPLOY_FAILED, what, otherwise)
        : new DeployException(row.error(), what, row.remedy());
  }

  static DeployException noAnswer(String doing) {
    return unreachable(doing, new TimeoutException("no answer in time"));
  }

  /** The caller was interrupted; the thread's flag is set again. */
  static DeployException interrupted(String doing, Throwable cause) {
    Thread.currentThread().interrupt();
    return new DeployException(
        CoreError.INTERRUPTED,
        "interrupted while asking Azure to " + doing,
        "run the command again when ready",
        cause);
  }

  /** No token: each credential that was tried has a line of its own. */
  static DeployException noCredential(Throwable failure) {
    List<String> tried =
        Stream.concat(causes(failure).map(Throwable::getMessage), suppressed(failure))
            .filter(Objects::nonNull)
            .flatMap(String::lines)
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .distinct()
            .toList();
    return new DeployException(
        AzureError.AZURE_CREDENTIAL_MISSING,
        "no credential for Azure gives a token",
        "log in with 'az login', or set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET",
        tried,
        failure);
  }

  private static Stream<String> suppressed(Throwable failure) {
    return causes(failure)
        .flatMap(cause -> Stream.of(cause.getSuppressed()))
        .map(Throwable::getMessage)
        .filter(Objects::nonNull);
  }

  private static DeployException refused(String doing, HttpResponseException refusal) {
    String code = code(refusal);
    String message = message(refusal);
    Refusals.Row row = Refusals.of(status(refusal), code, message);
    return new DeployException(
        row.error(),
        "Azure refused to " + doing + ": status " + status(refusal) + ", " + words(code, message),
        row.remedy(),
        refusal);
  }

  private static DeployException unreachable(String doing, Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String reason = Objects.toString(root.getMessage(), "").strip();
    return new DeployException(
        AzureError.AZURE_UNREACHABLE,
        "Azure did not answer when asked to "
            + doing
            + ": "
            + (reason.isEmpty() ? root.getClass().getSimpleName() : reason),
        "check the network, a proxy (HTTPS_PROXY), and target.azure.resource_manager_endpoint if it is set; then run"
            + " the command again",
        failure);
  }

  private static int status(HttpResponseException refusal) {
    HttpResponse response = refusal.getResponse();
    return response == null ? 0 : response.getStatusCode();
  }

  private static String code(HttpResponseException refusal) {
    return error(refusal).map(ManagementError::getCode).orElse("");
  }

  private static String message(HttpResponseException refusal) {
    return error(refusal)
        .map(ManagementError::getMessage)
        .orElseGet(() -> Objects.toString(refusal.getMessage(), ""));
  }

  private static Optional<ManagementError> error(HttpResponseException refusal) {
    return refusal instanceof ManagementException management
        ? Optional.ofNullable(management.getValue())
        : Optional.empty();
  }

  private static String words(String code, String message) {
    return Stream.of(code, message)
        .filter(text -> text != null && !text.isBlank())
        .map(String::strip)
        .reduce((one, other) -> one + ": " + other)
        .orElse("without a word");
  }

  private static <T extends Throwable> Optional<T> first(Throwable failure, Class<T> type) {
    return causes(failure).filter(type::isInstance).map(type::cast).findFirst();
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(20);
  }
}
