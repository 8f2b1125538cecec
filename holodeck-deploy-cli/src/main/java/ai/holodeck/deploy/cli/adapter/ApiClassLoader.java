package ai.holodeck.deploy.cli.adapter;

import java.util.List;

/**
 * What an adapter from the user's folders sees of this program: the JDK, core and the libraries in
 * core's and the adapters' contract. Everything else it brings along, in the version it likes.
 */
final class ApiClassLoader extends ClassLoader {

  private static final String OURS = "ai.holodeck.deploy.";
  private static final List<String> NOT_CORE =
      List.of(OURS + "docker.", OURS + "azure.", OURS + "state.", OURS + "cli.", OURS + "tck.");
  private static final List<String> SHARED =
      List.of(
          OURS,
          "com.google.inject.",
          "jakarta.inject.",
          "org.aopalliance.",
          "org.slf4j.",
          "org.jspecify.");

  private final ClassLoader program;

  ApiClassLoader(ClassLoader program) {
    super(ClassLoader.getPlatformClassLoader());
    this.program = program;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (SHARED.stream().anyMatch(name::startsWith)
        && NOT_CORE.stream().noneMatch(name::startsWith)) {
      return program.loadClass(name);
    }
    throw new ClassNotFoundException(name);
  }
}
