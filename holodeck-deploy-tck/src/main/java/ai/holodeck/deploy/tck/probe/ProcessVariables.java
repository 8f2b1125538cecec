package ai.holodeck.deploy.tck.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The variables of this process as UTF-8, whatever the locale: a Java program in a container
 * without one reads its environment as ASCII (proc(5), "/proc/pid/environ").
 */
final class ProcessVariables {
  private static final Path ENVIRON = Path.of("/proc/self/environ");

  private ProcessVariables() {}

  static Map<String, String> read() throws IOException {
    if (!Files.isReadable(ENVIRON)) {
      return System.getenv();
    }
    Map<String, String> variables = new LinkedHashMap<>();
    for (String entry :
        new String(Files.readAllBytes(ENVIRON), StandardCharsets.UTF_8).split("\0", -1)) {
      int equals = entry.indexOf('=');
      if (equals > 0) {
        variables.put(entry.substring(0, equals), entry.substring(equals + 1));
      }
    }
    return variables;
  }
}
