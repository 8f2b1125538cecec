package ai.holodeck.deploy.azure.server;

import ai.holodeck.deploy.tck.probe.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;

/**
 * The kit's probe as a program that listens on a free port of the machine, as a container's port is
 * published on one, and writes down which.
 */
public final class ProbeContainer {
  private ProbeContainer() {}

  /** The argument: the file for the port. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Map<String, String> variables = new HashMap<>(System.getenv());
    variables.put("HOLODECK_PORT", "0");
    Probe probe = new Probe(variables, System.out, System.err, System::exit);
    probe.run();
    Path file = Path.of(arguments[0]);
    Path written = file.resolveSibling("port.tmp");
    Files.writeString(written, String.valueOf(probe.port().orElseThrow()));
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    Thread.currentThread().join();
  }
}
