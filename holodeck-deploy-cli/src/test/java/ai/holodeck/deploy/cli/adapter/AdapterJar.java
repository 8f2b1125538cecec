package ai.holodeck.deploy.cli.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Makes the jar of a third party's adapter from source. */
public final class AdapterJar {

  private AdapterJar() {}

  /** The source of a complete adapter for one provider, {@code com.acme.<name>Adapter}. */
  public static Map<String, String> sourceOf(String name, String provider) {
    return sourceOf(name, provider, "", "");
  }

  static Map<String, String> sourceOf(
      String name, String provider, String inModule, String inFactory) {
    return Map.of(
        "com.acme." + name + "Adapter",
        """
        package com.acme;

        import ai.holodeck.deploy.config.TargetSettings;
        import ai.holodeck.deploy.environment.Variables;
        import ai.holodeck.deploy.service.*;
        import com.google.inject.AbstractModule;
        import com.google.inject.multibindings.MapBinder;
        import jakarta.inject.Inject;
        import java.time.Clock;
        import java.util.Set;

        public final class NAMEAdapter extends AbstractModule {
          @Override
          protected void configure() {
            IN_MODULE
            bind(Factory.class);
            MapBinder.newMapBinder(binder(), String.class, DeployerFactory.class)
                .addBinding("PROVIDER")
                .to(Factory.class);
          }

          public record Block() {}

          public static final class Factory implements DeployerFactory {
            @Inject
            Factory(Variables variables, Clock clock) {
              org.slf4j.LoggerFactory.getLogger(Factory.class).debug("made");
              IN_FACTORY
            }

            public String provider() {
              return "PROVIDER";
            }

            public Set<Capability> capabilities() {
              return Set.of(Capability.LOGS);
            }

            public Class<? extends Record> settingsType() {
              return Block.class;
            }

            public ServiceName nameFor(ServiceOwner owner) {
              return new ServiceName(owner.agent());
            }

            public Deployer create(TargetSettings settings) {
              throw new IllegalStateException();
            }
          }
        }
        """
            .replace("NAME", name)
            .replace("PROVIDER", provider)
            .replace("IN_MODULE", inModule)
            .replace("IN_FACTORY", inFactory));
  }

  /** Compiles the sources into a jar that lists these classes as adapters. */
  public static Path write(Path jar, Map<String, String> sources, String... listed)
      throws IOException {
    Path classes = Files.createTempDirectory("classes");
    JavaCompiler compiler =
        Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK's compiler");
    StringWriter messages = new StringWriter();
    List<Source> units =
        sources.entrySet().stream().map(e -> new Source(e.getKey(), e.getValue())).toList();
    List<String> options =
        List.of(
            "-proc:none",
            "--release",
            "17",
            "-d",
            classes.toString(),
            "-cp",
            System.getProperty("java.class.path"));
    assertThat(compiler.getTask(messages, null, null, options, null, units).call())
        .as(messages.toString())
        .isTrue();
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_TITLE, "acme-adapter");
    manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, "1.2.3");
    Files.createDirectories(Objects.requireNonNull(jar.getParent()));
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest);
        Stream<Path> compiled = Files.walk(classes)) {
      for (Path path : compiled.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(path).toString()));
        out.write(Files.readAllBytes(path));
      }
      if (listed.length > 0) {
        out.putNextEntry(new JarEntry(ServiceFile.NAME));
        String text = "# a comment\n\n" + String.join(" # why\n", listed) + "\n";
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(
          URI.create("string:///" + name.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
