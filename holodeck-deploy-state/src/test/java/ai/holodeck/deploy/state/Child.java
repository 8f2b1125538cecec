package ai.holodeck.deploy.state;

import static ai.holodeck.deploy.state.Samples.intent;
import static ai.holodeck.deploy.state.Samples.service;

import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.environment.Secret;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.release.DeploymentLock;
import ai.holodeck.deploy.release.Release;
import ai.holodeck.deploy.release.StateBackend.Stores;
import ai.holodeck.deploy.service.ReleaseId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Another process that uses a folder. Its first line on standard output says that it has begun. */
final class Child {
  private static final DeploymentKey BOT = DeploymentKey.of("bot");

  private Child() {}

  /** Starts one: a role, the folder, and what the role wants. */
  static Process start(String role, Path folder, Object... more) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                role,
                folder.toString()));
    for (Object word : more) {
      command.add(word.toString());
    }
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  static BufferedReader output(Process child) {
    return new BufferedReader(
        new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
  }

  /** The process itself. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[1]);
    Stores stores = Samples.stores(folder);
    switch (args[0]) {
      case "fill" -> fill(stores, args[2], Integer.parseInt(args[3]));
      case "change" -> change(stores, Integer.parseInt(args[2]));
      case "hold" -> hold(stores);
      case "fingerprint" -> fingerprint(stores);
      case "try" -> tryOnce(stores);
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  /** Writes records and releases of its own, and one record that all write. */
  private static void fill(Stores stores, String name, int count) {
    for (int i = 0; i < count; i++) {
      DeploymentKey key = DeploymentKey.of(name + "-" + i);
      stores.releases().begin(intent(key, "r-" + name + "-" + i));
      stores.records().save(key, service(i % 2 == 0 ? "azure" : "docker", "id-" + i));
      stores.records().save(BOT, service("azure", name));
      stores.releases().settle(new ReleaseId("r-" + name + "-" + i), Release.Outcome.SUCCEEDED, "");
    }
  }

  /** Changes one record for ever, and says the number of each change when it is done. */
  private static void change(Stores stores, int first) {
    for (int i = first; ; i++) {
      if (i % 3 == 0) {
        stores.records().remove(BOT);
      } else {
        stores.records().save(BOT, Samples.withWordOfItsOwn(service("azure", "v" + i)));
      }
      System.out.println(i);
    }
  }

  /** Says that it is there, and at the line that it gets the fingerprint of a variable. */
  private static void fingerprint(Stores stores) throws IOException {
    System.out.println("ready");
    if (System.in.read() >= 0) {
      EnvironmentVariable variable = new EnvironmentVariable("API_KEY", Secret.of("hunter2"));
      System.out.println(stores.releases().fingerprint(variable));
    }
  }

  /** Says whether the lock was to be had. */
  private static void tryOnce(Stores stores) {
    try (DeploymentLock.Held held =
        stores.lock().acquire(BOT, "deploy", Duration.ZERO, holder -> {})) {
      held.check();
      System.out.println("locked");
    } catch (DeployException e) {
      System.out.println(e.code().id());
    }
  }

  /** Holds the lock, and says at each line that it gets whether it still does. */
  private static void hold(Stores stores) throws IOException {
    try (DeploymentLock.Held held =
        stores.lock().acquire(BOT, "deploy", Duration.ZERO, holder -> {})) {
      System.out.println("locked");
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      while (in.readLine() != null) {
        try {
          held.check();
          System.out.println("held");
        } catch (DeployException e) {
          System.out.println(e.code().id());
        }
      }
    }
  }
}
