import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Prints what a URL answers, for machines with neither curl nor wget: {@code java Fetch.java URL}. */
final class Fetch {
  private Fetch() {}

  public static void main(String[] arguments) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(arguments[0])).timeout(Duration.ofSeconds(10)).build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    System.out.println(response.body());
    if (response.statusCode() / 100 != 2) {
      System.err.println(arguments[0] + " answered " + response.statusCode());
      System.exit(1);
    }
  }
}
