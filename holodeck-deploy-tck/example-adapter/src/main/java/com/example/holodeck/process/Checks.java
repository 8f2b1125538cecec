package com.example.holodeck.process;

import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.service.DeployRequest;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.TreeSet;

/** What can be known to be wrong with a deploy before anything is changed. */
final class Checks {
  private Checks() {}

  static void check(DeployRequest request) {
    if (!Services.isName(request.name())) {
      throw refused("no process can have the name '" + request.name() + "'", "use nameFor's");
    }
    if (request.deadline().isZero()) {
      throw refused(
          "the provider 'process' cannot deploy service '" + request.name() + "' without waiting",
          "give the deploy time to become healthy");
    }
    if (!request.options().isEmpty()) {
      throw refused(
          "the provider 'process' does not know the option "
              + String.join(", ", new TreeSet<>(request.options().keySet())),
          "leave it out; what the provider offers stands under target.process");
    }
    request.environment().forEach(Checks::check);
    try {
      URI.create("http://localhost" + request.healthPath());
    } catch (IllegalArgumentException e) {
      throw refused(
          "the health path '" + request.healthPath() + "' cannot stand in a URL",
          "escape what is no letter, digit or slash, such as a blank as %20");
    }
  }

  /** A value that would arrive changed is refused; its text must not get into the message. */
  private static void check(EnvironmentVariable variable) {
    String value = variable.value().reveal();
    // Java hands variables over in the locale's character set.
    Charset given =
        Charset.forName(System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name()));
    if (value.indexOf('\0') >= 0 || !given.newEncoder().canEncode(value)) {
      throw refused(
          "the value of variable " + variable.name() + " cannot be given to a process in " + given,
          "run the command in a UTF-8 locale, such as LC_ALL=C.UTF-8, and without NUL characters");
    }
  }

  private static DeployException refused(String what, String remedy) {
    return new DeployException(CoreError.CAPABILITY_MISSING, what, remedy);
  }

  static void checkOwner(Run serving, DeployRequest request) {
    if (!serving.owner().equals(request.owner())) {
      throw new DeployException(
          CoreError.NOT_OURS,
          "service '" + request.name() + "' belongs to agent '" + serving.owner().agent() + "'",
          "destroy it from its own project, or give this agent another name");
    }
  }
}
