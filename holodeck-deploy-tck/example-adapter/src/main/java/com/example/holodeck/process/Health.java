package com.example.holodeck.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Whether a service answers 2xx.
 *
 * @param word what it answered, for people
 */
record Health(boolean good, String word) {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(PATIENCE).proxy(HttpClient.Builder.NO_PROXY).build();

  static Health of(Run run) throws InterruptedException {
    String question = "GET " + run.healthPath();
    try {
      URI address = URI.create(run.url() + run.healthPath());
      int status =
          CLIENT
              .send(
                  HttpRequest.newBuilder(address).timeout(PATIENCE).build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode();
      return new Health(status / 100 == 2, question + " answered " + status);
    } catch (IOException e) {
      return new Health(false, question + " got no answer");
    }
  }
}
