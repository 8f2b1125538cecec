package ai.holodeck.deploy.azure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The adapter as a host uses it, in a class loader of its own that notes what is loaded. */
class AzureAdapterTest {
  @Test
  void theFactoryLoadsNoClassOfAzuresLibraries() throws Exception {
    try (NotingLoader loader = new NotingLoader()) {
      assertThat(loader.findResource("com/azure/core/credential/TokenCredential.class"))
          .as("Azure's libraries are there to be loaded")
          .isNotNull();

      Runnable host =
          Class.forName("ai.holodeck.deploy.azure.HostUse", true, loader)
              .asSubclass(Runnable.class)
              .getDeclaredConstructor()
              .newInstance();
      host.run();

      assertThat(loader.loaded).contains(AzureSettings.class.getName());
      assertThat(loader.loaded)
          .noneMatch(name -> name.startsWith("com.azure") || name.startsWith("com.microsoft"));
    }
  }

  /** Loads everything itself, from the test's class path. */
  private static final class NotingLoader extends URLClassLoader {
    private final List<String> loaded = new CopyOnWriteArrayList<>();

    NotingLoader() throws IOException {
      super(classPath(), ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      loaded.add(name);
      return super.findClass(name);
    }

    private static URL[] classPath() throws IOException {
      List<URL> urls = new ArrayList<>();
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
        urls.add(Path.of(entry).toUri().toURL());
      }
      return urls.toArray(URL[]::new);
    }
  }
}
