package ai.holodeck.deploy.cli.console;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes trees of maps, collections, numbers, booleans, nulls and optionals as JSON; anything else
 * by its text.
 */
public final class Json {

  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /** On several lines, two spaces for each level; ends with a line break. */
  public static String document(Map<String, ?> tree) {
    return write(tree, true) + "\n";
  }

  /** On one line; ends with a line break. */
  public static String line(Map<String, ?> tree) {
    return write(tree, false) + "\n";
  }

  private static String write(Map<String, ?> tree, boolean indented) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      if (indented) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(indenter);
        printer.indentArraysWith(indenter);
        generator.setPrettyPrinter(printer);
      }
      value(generator, tree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void value(JsonGenerator generator, @Nullable Object value) throws IOException {
    if (value == null) {
      generator.writeNull();
    } else if (value instanceof Optional<?> optional) {
      value(generator, optional.isPresent() ? optional.get() : null);
    } else if (value instanceof Map<?, ?> map) {
      generator.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        generator.writeFieldName(String.valueOf(entry.getKey()));
        value(generator, entry.getValue());
      }
      generator.writeEndObject();
    } else if (value instanceof Collection<?> collection) {
      generator.writeStartArray();
      for (Object item : collection) {
        value(generator, item);
      }
      generator.writeEndArray();
    } else if (value instanceof Boolean truth) {
      generator.writeBoolean(truth);
    } else if (value instanceof Integer || value instanceof Long) {
      generator.writeNumber(((Number) value).longValue());
    } else if (value instanceof BigInteger || value instanceof BigDecimal) {
      generator.writeNumber(value.toString());
    } else {
      generator.writeString(value.toString());
    }
  }
}
