package com.example.holodeck.process;

import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.environment.Secret;
import java.util.Comparator;
import java.util.List;

/** Keeps the secret values of a deploy out of the lines that a service has written. */
record Secrets(List<String> values) {
  /** Line by line, as lines are what is masked; the longest first, as one may hold another. */
  static Secrets of(List<EnvironmentVariable> environment) {
    return new Secrets(
        environment.stream()
            .map(EnvironmentVariable::value)
            .filter(Secret.class::isInstance)
            .flatMap(value -> value.reveal().lines())
            .filter(line -> !line.isBlank())
            .sorted(Comparator.comparing(String::length).reversed())
            .toList());
  }

  String masked(String line) {
    String masked = line;
    for (String value : values) {
      masked = masked.replace(value, "******");
    }
    return masked;
  }
}
