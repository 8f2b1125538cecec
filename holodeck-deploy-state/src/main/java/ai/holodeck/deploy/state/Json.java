package ai.holodeck.deploy.state;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.io.Serial;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Strict JSON: nothing unknown, nothing twice, nothing converted; sorted keys and two spaces on the
 * way out.
 */
final class Json {
  static final String VERSION = "1.0";

  private static final JsonMapper MAPPER = mapper();

  private Json() {}

  /**
   * Reads a file's content.
   *
   * @throws DeployException {@code STATE_INVALID} naming the file, the line and the way out
   */
  static <T> T read(Path file, byte[] content, Class<T> type, String wayOut) {
    try {
      T value = MAPPER.readValue(content, type);
      if (value == null) {
        throw invalid(file + ":1:1: must be a JSON object", wayOut, null);
      }
      return value;
    } catch (JsonProcessingException e) {
      throw diagnosed(file, content, wayOut, e);
    } catch (IOException e) {
      throw Failure.unreadable(file, e);
    }
  }

  /** What is wrong as a whole says more than the first field that is wrong. */
  private static DeployException diagnosed(
      Path file, byte[] content, String wayOut, JsonProcessingException e) {
    JsonNode tree;
    try {
      tree = MAPPER.readTree(content);
    } catch (JsonProcessingException syntax) {
      return invalid(file + place(syntax) + ": " + reason(syntax), wayOut, syntax);
    } catch (IOException io) {
      return Failure.unreadable(file, io);
    }
    if (tree.isMissingNode()) {
      return invalid(file + ": the file is empty", wayOut, null);
    }
    if (!tree.isObject()) {
      return invalid(file + ":1:1: must be a JSON object", wayOut, null);
    }
    JsonNode version = tree.path("version");
    if (version.isTextual() && !version.textValue().equals(VERSION)) {
      return invalid(
          file + ": version '" + version.textValue() + "' is not known, only '" + VERSION + "' is",
          "use the version of the tool that wrote the file, or update this one",
          null);
    }
    return invalid(file + place(e) + ": " + reason(e), wayOut, e);
  }

  /**
   * Refuses a file of another version, even where it looks like one of ours.
   *
   * @throws IllegalArgumentException when it is not ours
   */
  static void checkVersion(String version) {
    if (!version.equals(VERSION)) {
      throw new IllegalArgumentException("the version '" + version + "' is not known");
    }
  }

  static byte[] write(Object value) {
    try {
      byte[] text = MAPPER.writeValueAsBytes(value);
      byte[] withNewline = Arrays.copyOf(text, text.length + 1);
      withNewline[text.length] = '\n';
      return withNewline;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("our own records always have a JSON form", e);
    }
  }

  private static DeployException invalid(String what, String wayOut, @Nullable Exception cause) {
    return new DeployException(CoreError.STATE_INVALID, what, wayOut, cause);
  }

  private static String place(JsonProcessingException e) {
    return e.getLocation() == null || e.getLocation().getLineNr() < 1
        ? ""
        : ":" + e.getLocation().getLineNr() + ":" + e.getLocation().getColumnNr();
  }

  private static String reason(JsonProcessingException e) {
    if (!(e instanceof JsonMappingException mapping)) {
      return e.getOriginalMessage().lines().findFirst().orElse("no JSON");
    }
    String key =
        mapping.getPath().stream()
            .map(
                step ->
                    step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
            .collect(Collectors.joining("."));
    return (key.isEmpty() ? "" : key + ": ") + rule(mapping);
  }

  /** In our words: Jackson's own sentences name our classes. */
  private static String rule(JsonMappingException e) {
    if (e.getCause() instanceof IllegalArgumentException cause && cause.getMessage() != null) {
      return Objects.requireNonNull(cause.getMessage());
    }
    if (e instanceof UnrecognizedPropertyException unknown) {
      return "unknown field '" + unknown.getPropertyName() + "'";
    }
    Class<?> type =
        e instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
    if (type == Instant.class) {
      return "not an ISO 8601 time";
    }
    if (type == URI.class) {
      return "not a URL";
    }
    if (type != null && type.isEnum()) {
      return "must be one of " + Arrays.toString(type.getEnumConstants());
    }
    return type == String.class ? "must be a string" : "not what belongs here";
  }

  private static JsonMapper mapper() {
    SimpleModule times =
        new SimpleModule()
            .addSerializer(Instant.class, ToStringSerializer.instance)
            .addDeserializer(Instant.class, new InstantReader());
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    DefaultIndenter twoSpaces = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
    printer.indentObjectsWith(twoSpaces);
    printer.indentArraysWith(twoSpaces);
    return JsonMapper.builder()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
        .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .enable(SerializationFeature.INDENT_OUTPUT)
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(JsonInclude.Include.ALWAYS, JsonInclude.Include.ALWAYS))
        .withCoercionConfig(
            LogicalType.Textual,
            config -> {
              config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
              config.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
              config.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
            })
        .defaultPrettyPrinter(printer)
        .addModule(times)
        .build();
  }

  /** ISO 8601 with any offset; without one it is UTC, as Python writes it. */
  private static final class InstantReader extends StdScalarDeserializer<Instant> {
    @Serial private static final long serialVersionUID = 1L;

    InstantReader() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String text = parser.getText();
      try {
        TemporalAccessor time =
            DateTimeFormatter.ISO_DATE_TIME.parseBest(
                text, OffsetDateTime::from, LocalDateTime::from);
        return time instanceof OffsetDateTime offset
            ? offset.toInstant()
            : LocalDateTime.from(time).toInstant(ZoneOffset.UTC);
      } catch (DateTimeException e) {
        throw context.weirdStringException(text, Instant.class, "not an ISO 8601 time");
      }
    }
  }
}
