package ai.holodeck.deploy.cli.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** An image as {@code docker save} gives it: its configuration, and the files of all its layers. */
final class SavedImage {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A file as it is in the topmost layer that has it. */
  record FileInImage(int mode, long uid, boolean directory, String text) {}

  private final JsonNode config;
  private final Map<String, FileInImage> files = new TreeMap<>();
  private final List<byte[]> everything = new ArrayList<>();

  private SavedImage(String reference) throws Exception {
    Process save =
        new ProcessBuilder("docker", "save", reference).redirectErrorStream(false).start();
    Map<String, byte[]> members = new LinkedHashMap<>();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new BufferedInputStream(save.getInputStream()))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        members.put(entry.getName(), tar.readAllBytes());
      }
    }
    assertThat(save.waitFor()).as("docker save " + reference).isZero();
    JsonNode manifest = JSON.readTree(members.get("manifest.json")).get(0);
    config = JSON.readTree(members.get(manifest.get("Config").asText()));
    everything.addAll(members.values());
    for (JsonNode layer : manifest.get("Layers")) {
      readLayer(plain(Objects.requireNonNull(members.get(layer.asText()), layer.asText())));
    }
  }

  static SavedImage of(String reference) throws Exception {
    return new SavedImage(reference);
  }

  Map<String, String> labels() {
    Map<String, String> labels = new TreeMap<>();
    config
        .get("config")
        .get("Labels")
        .properties()
        .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
    return labels;
  }

  JsonNode config() {
    return config.get("config");
  }

  /** By absolute path without the leading slash. */
  Map<String, FileInImage> files() {
    return files;
  }

  FileInImage file(String path) {
    return Objects.requireNonNull(files.get(path), () -> path + " is not in " + files.keySet());
  }

  /** Whether some text stands anywhere in the image: layers, configuration, history. */
  boolean holds(String text) {
    byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
    return everything.stream().anyMatch(bytes -> indexOf(bytes, wanted) >= 0);
  }

  private void readLayer(byte[] layer) throws IOException {
    everything.add(layer);
    try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(layer))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        String path = entry.getName().replaceFirst("/$", "");
        files.put(
            path,
            new FileInImage(
                entry.getMode() & 0777,
                entry.getLongUserId(),
                entry.isDirectory(),
                new String(tar.readAllBytes(), StandardCharsets.UTF_8)));
      }
    }
  }

  private static byte[] plain(byte[] layer) throws IOException {
    boolean gzip = layer.length > 2 && layer[0] == (byte) 0x1f && layer[1] == (byte) 0x8b;
    try (InputStream in =
        gzip
            ? new GZIPInputStream(new ByteArrayInputStream(layer))
            : new ByteArrayInputStream(layer)) {
      return in.readAllBytes();
    }
  }

  private static int indexOf(byte[] bytes, byte[] wanted) {
    for (int at = 0; at <= bytes.length - wanted.length; at++) {
      int same = 0;
      while (same < wanted.length && bytes[at + same] == wanted[same]) {
        same++;
      }
      if (same == wanted.length) {
        return at;
      }
    }
    return -1;
  }
}
