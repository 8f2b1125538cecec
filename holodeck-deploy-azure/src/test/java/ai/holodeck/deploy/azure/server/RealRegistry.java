package ai.holodeck.deploy.azure.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Asks a registry for the manifest of an image, as a pull begins. */
final class RealRegistry implements Images.Door {
  private final HttpClient client = HttpClient.newHttpClient();

  @Override
  public boolean opens(String image, Optional<Images.Login> login) {
    int slash = image.indexOf('/');
    int at = image.indexOf('@');
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://"
                        + image.substring(0, slash)
                        + "/v2/"
                        + image.substring(slash + 1, at)
                        + "/manifests/"
                        + image.substring(at + 1)))
            .header("Accept", "application/vnd.docker.distribution.manifest.v2+json")
            .header("Accept", "application/vnd.oci.image.manifest.v1+json");
    login.ifPresent(
        user ->
            request.header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString(
                            (user.username() + ":" + user.password())
                                .getBytes(StandardCharsets.UTF_8))));
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode()
          == 200;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
