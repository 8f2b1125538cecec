package ai.holodeck.deploy.cli.adapter;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The file in which a jar lists its adapters: the class name of a Guice module on each line, {@code
 * #} for comments.
 */
final class ServiceFile {

  static final String NAME = "META-INF/services/ai.holodeck.deploy.Adapter";

  private ServiceFile() {}

  static List<String> read(URL file) throws IOException {
    URLConnection connection = file.openConnection();
    // Else the JDK keeps the jar open, and a second one that took its place would be read by the
    // first one's index.
    connection.setUseCaches(false);
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .toList();
    }
  }
}
