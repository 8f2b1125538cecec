package ai.holodeck.deploy.dockerfile;

import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.EscapingStrategy;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.Template;
import com.github.jknack.handlebars.context.MapValueResolver;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the Dockerfile of an agent, in the syntax that every builder understands (no BuildKit
 * needed). Equal specifications give equal text. Thread-safe.
 */
public final class DockerfileGenerator {
  private final Template template;

  /** Compiles the template. */
  public DockerfileGenerator() {
    this(resource("Dockerfile.hbs"));
  }

  /** With another template. */
  DockerfileGenerator(String text) {
    Handlebars handlebars =
        new Handlebars()
            // Without it the lines of block tags stay behind as blank lines, also inside a RUN.
            .prettyPrint(true)
            .with(EscapingStrategy.NOOP)
            .registerHelperMissing(
                (context, options) -> {
                  throw new IllegalStateException(
                      "the Dockerfile template names an unknown '" + options.helperName + "'");
                });
    try {
      template = handlebars.compileInline(text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot compile the Dockerfile template", e);
    }
  }

  /**
   * The complete Dockerfile, labels included.
   *
   * @throws ai.holodeck.deploy.error.DeployException {@code CONFIG_INVALID} when a name, value or
   *     path cannot be written into a Dockerfile
   */
  public String generate(DockerfileSpec spec) {
    return render(
        spec,
        spec.allLabels().entrySet().stream()
            .map(
                label ->
                    Escape.labelKey(label.getKey())
                        + "="
                        + Escape.labelValue(label.getKey(), label.getValue()))
            .toList());
  }

  /**
   * The same without the labels: what decides about the image's files and behaviour, and nothing
   * that differs from build to build.
   */
  public String generateWithoutLabels(DockerfileSpec spec) {
    return render(spec, List.of());
  }

  /** The text of {@code entrypoint.sh}, which the Dockerfile copies. */
  public static String entrypoint() {
    return resource("entrypoint.sh");
  }

  private String render(DockerfileSpec spec, List<String> labels) {
    Map<String, Object> model = new HashMap<>();
    model.put("baseImage", Escape.baseImage(spec.baseImage()));
    model.put("needsNodejs", spec.needsNodejs());
    model.put("extras", String.join(",", spec.extras().stream().map(Escape::extra).toList()));
    model.put("copies", CopySteps.of(spec));
    model.put("hasConfigYaml", spec.hasConfigYaml());
    model.put("port", Escape.envValue("HOLODECK_PORT", Integer.toString(spec.port())));
    model.put("protocol", Escape.envValue("HOLODECK_PROTOCOL", spec.protocol().word()));
    model.put("exposedPort", Integer.toString(spec.port()));
    model.put("healthCheck", healthCheck(spec));
    model.put("labels", labels);
    try {
      return template.apply(Context.newBuilder(model).resolver(MapValueResolver.INSTANCE).build());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot render the Dockerfile template", e);
    }
  }

  /** No shell reads it; a proxy in the service's environment must not answer for the service. */
  private static List<String> healthCheck(DockerfileSpec spec) {
    String url = "http://localhost:" + spec.port() + Escape.urlPath(spec.healthCheckPath());
    return List.of("curl", "--fail", "--silent", "--show-error", "--globoff", "--noproxy", "*", url)
        .stream()
        .map(Escape::execWord)
        .toList();
  }

  private static String resource(String name) {
    try (InputStream in = DockerfileGenerator.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("not in the jar: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}
