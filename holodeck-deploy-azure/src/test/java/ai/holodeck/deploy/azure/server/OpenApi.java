package ai.holodeck.deploy.azure.server;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Microsoft's OpenAPI description of container apps, and whether an exchange is as it says. What it
 * says in words only is checked by the server itself.
 */
public final class OpenApi {
  private static final String FOLDER =
      "app/resource-manager/Microsoft.App/ContainerApps/stable/2025-01-01";
  private static final List<String> FILES =
      List.of("ContainerApps.json", "ContainerAppsRevisions.json");
  private static final String OTHER_FILE = "validation.request.path.missing";

  private final List<OpenApiInteractionValidator> validators;

  private OpenApi(List<OpenApiInteractionValidator> validators) {
    this.validators = validators;
  }

  /** The folder {@code specification} of Microsoft's repository azure-rest-api-specs. */
  public static OpenApi in(Path specification) {
    return new OpenApi(
        FILES.stream()
            .map(file -> validator(specification.resolve(FOLDER).resolve(file)))
            .toList());
  }

  private static OpenApiInteractionValidator validator(Path file) {
    return OpenApiInteractionValidator.createForSpecificationUrl(file.toUri().toString())
        .withResolveRefs(true)
        .withResolveCombinators(true)
        .withLevelResolver(
            LevelResolver.create()
                .withLevel("validation.response.body.unexpected", ValidationReport.Level.IGNORE)
                .build())
        .build();
  }

  /**
   * What is wrong with an exchange; nothing when it is right. The addresses of long operations are
   * not in the description.
   */
  public List<String> violations(Exchange exchange) {
    if (exchange.path().contains("/containerappOperationStatuses/")) {
      return List.of();
    }
    List<String> last = List.of("no file describes its path");
    for (OpenApiInteractionValidator validator : validators) {
      ValidationReport report = validator.validate(request(exchange), response(exchange));
      List<ValidationReport.Message> errors =
          report.getMessages().stream()
              .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
              .toList();
      if (errors.stream().noneMatch(message -> message.getKey().equals(OTHER_FILE))) {
        return errors.stream()
            .map(
                message ->
                    exchange.method()
                        + " "
                        + exchange.path()
                        + " "
                        + exchange.status()
                        + ": "
                        + message.getKey()
                        + ": "
                        + message.getMessage())
            .toList();
      }
      last = errors.stream().map(ValidationReport.Message::getMessage).toList();
    }
    return last;
  }

  private static Request request(Exchange exchange) {
    SimpleRequest.Builder request =
        new SimpleRequest.Builder(
            Request.Method.valueOf(exchange.method().toUpperCase(Locale.ROOT)),
            exchange.pathOnly());
    Stream.ofNullable(URI.create(exchange.path()).getQuery())
        .flatMap(query -> Stream.of(query.split("&")))
        .map(parameter -> parameter.split("=", 2))
        .forEach(parameter -> request.withQueryParam(parameter[0], parameter[1]));
    for (Map.Entry<String, List<String>> header : exchange.requestHeaders().entrySet()) {
      request.withHeader(header.getKey(), header.getValue());
    }
    if (!exchange.requestBody().isEmpty()) {
      request.withBody(exchange.requestBody());
    }
    return request.build();
  }

  private static SimpleResponse response(Exchange exchange) {
    SimpleResponse.Builder response = new SimpleResponse.Builder(exchange.status());
    for (Map.Entry<String, List<String>> header : exchange.headers().entrySet()) {
      response.withHeader(header.getKey(), header.getValue());
    }
    return (exchange.body().isEmpty() ? response : response.withBody(exchange.body())).build();
  }
}
