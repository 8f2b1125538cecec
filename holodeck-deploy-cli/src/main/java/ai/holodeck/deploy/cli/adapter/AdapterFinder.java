package ai.holodeck.deploy.cli.adapter;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.jar.JarFile;

/**
 * Finds what lists itself as an adapter: first on the class path, then in the user's folders by
 * name.
 */
final class AdapterFinder {

  private final ClassLoader program;
  private final Path folders;
  private final Consumer<String> warnings;

  /**
   * @param program the class loader of this program
   * @param folders holds a folder for each adapter; need not exist
   * @param warnings is told what is left out, and why
   */
  AdapterFinder(ClassLoader program, Path folders, Consumer<String> warnings) {
    this.program = program;
    this.folders = folders;
    this.warnings = warnings;
  }

  List<AdapterEntry> find() {
    List<AdapterEntry> found = new ArrayList<>(onClassPath());
    try {
      for (Path folder : sorted(folders, "*")) {
        if (Files.isDirectory(folder)) {
          found.addAll(inFolder(folder));
        }
      }
    } catch (IOException e) {
      warnings.accept("the adapters in " + folders + " are left out: the folder cannot be read");
    }
    return found;
  }

  private List<AdapterEntry> onClassPath() {
    // A class path that has the same jar twice, or a jar and its classes, still has the adapter
    // once.
    Map<String, AdapterEntry> found = new LinkedHashMap<>();
    try {
      for (URL file : Collections.list(program.getResources(ServiceFile.NAME))) {
        for (String module : ServiceFile.read(file)) {
          found.putIfAbsent(module, new AdapterEntry(module, program, "the class path"));
        }
      }
    } catch (IOException e) {
      warnings.accept(
          "an adapter on the class path is left out: its " + ServiceFile.NAME + " cannot be read");
    }
    return List.copyOf(found.values());
  }

  private List<AdapterEntry> inFolder(Path folder) {
    try {
      List<Path> jars = sorted(folder, "*.jar");
      for (Path jar : jars) {
        new JarFile(jar.toFile()).close();
      }
      URLClassLoader loader =
          new URLClassLoader(
              "adapter " + folder.getFileName(), urls(jars), new ApiClassLoader(program));
      List<AdapterEntry> found = new ArrayList<>();
      for (URL file : Collections.list(loader.findResources(ServiceFile.NAME))) {
        for (String module : ServiceFile.read(file)) {
          found.add(new AdapterEntry(module, loader, folder.toString()));
        }
      }
      if (found.isEmpty()) {
        warnings.accept(
            "the adapter in "
                + folder
                + " is left out: none of its jars has a "
                + ServiceFile.NAME);
      }
      return found;
    } catch (IOException e) {
      warnings.accept(
          "the adapter in "
              + folder
              + " is left out: a jar cannot be read ("
              + e.getMessage()
              + ")");
      return List.of();
    }
  }

  private static URL[] urls(List<Path> jars) throws MalformedURLException {
    URL[] urls = new URL[jars.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = jars.get(i).toUri().toURL();
    }
    return urls;
  }

  private static List<Path> sorted(Path folder, String glob) throws IOException {
    List<Path> entries = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, glob)) {
        stream.forEach(entries::add);
      }
    }
    Collections.sort(entries);
    return entries;
  }
}
