package ai.holodeck.deploy.config;

import ai.holodeck.deploy.environment.Secret;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The types that a single value can be read as. */
final class ScalarTypes {
  private static final Pattern WHOLE = Pattern.compile("[-+]?(0|[1-9][0-9]*)");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]{1,3})?");
  private static final Pattern UUID_GRAMMAR =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** A way to read a text; {@code wanted} completes "must be …". */
  record Reader(String wanted, Function<String, Object> read) {}

  private static final Map<Class<?>, Reader> KNOWN = new HashMap<>();

  static {
    KNOWN.put(String.class, new Reader("text", text -> text));
    KNOWN.put(Secret.class, new Reader("text", Secret::of));
    add(int.class, Integer.class, "a whole number", text -> Integer.parseInt(whole(text)));
    add(long.class, Long.class, "a whole number", text -> Long.parseLong(whole(text)));
    add(double.class, Double.class, "a number", text -> number(text).doubleValue());
    KNOWN.put(BigDecimal.class, new Reader("a number", ScalarTypes::number));
    add(boolean.class, Boolean.class, "true or false", ScalarTypes::bool);
    KNOWN.put(
        Duration.class, new Reader("a duration such as 90s, 5m or seconds", Durations::parse));
    KNOWN.put(URI.class, new Reader("a URI", URI::create));
    KNOWN.put(
        UUID.class,
        new Reader(
            "a UUID (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx)",
            text -> UUID.fromString(matching(UUID_GRAMMAR, text))));
    KNOWN.put(Path.class, new Reader("a path", Path::of));
  }

  private ScalarTypes() {}

  private static void add(
      Class<?> primitive, Class<?> boxed, String wanted, Function<String, Object> read) {
    KNOWN.put(primitive, new Reader(wanted, read));
    KNOWN.put(boxed, new Reader(wanted, read));
  }

  /**
   * How a type is read; empty when it is not made of one text. The reader refuses with an {@code
   * IllegalArgumentException}; one with an empty {@code wanted} says itself what is wrong.
   */
  static Optional<Reader> readerOf(Class<?> type) {
    Reader known = KNOWN.get(type);
    if (known != null) {
      return Optional.of(known);
    }
    if (type.isEnum()) {
      List<?> constants = List.of(type.getEnumConstants());
      String words =
          String.join(", ", constants.stream().map(each -> word((Enum<?>) each)).toList());
      return Optional.of(new Reader("one of " + words, text -> constant(constants, text)));
    }
    return factory(type).map(factory -> new Reader("", text -> call(factory, text)));
  }

  /**
   * A constant as it stands in a file: its own {@code toString}, or its name in lower case with
   * dashes.
   */
  static String word(Enum<?> constant) {
    return constant.toString().equals(constant.name())
        ? constant.name().toLowerCase(Locale.ROOT).replace('_', '-')
        : constant.toString();
  }

  private static Object constant(List<?> constants, String text) {
    return constants.stream()
        .filter(each -> word((Enum<?>) each).replace('_', '-').equals(text.replace('_', '-')))
        .findFirst()
        .<Object>map(each -> each)
        .orElseThrow(() -> new IllegalArgumentException(text));
  }

  private static Optional<Executable> factory(Class<?> type) {
    Stream<Executable> methods =
        Arrays.stream(type.getDeclaredMethods())
            .filter(ScalarTypes::isFactory)
            .filter(method -> method.getReturnType() == type || isOptional(method))
            .map(method -> (Executable) method);
    Stream<Executable> constructors =
        type.isRecord()
            ? Arrays.stream(type.getDeclaredConstructors())
                .filter(each -> type.getRecordComponents().length == 1)
                .filter(each -> each.getParameterTypes()[0] == String.class)
                .map(each -> (Executable) each)
            : Stream.empty();
    return Stream.concat(methods, constructors).findFirst();
  }

  private static boolean isFactory(Method method) {
    return Modifier.isStatic(method.getModifiers())
        && !Modifier.isPrivate(method.getModifiers())
        && (method.getName().equals("of") || method.getName().equals("parse"))
        && Arrays.equals(method.getParameterTypes(), new Class<?>[] {String.class});
  }

  private static boolean isOptional(Method method) {
    return method.getReturnType() == Optional.class;
  }

  private static Object call(Executable factory, String text) {
    try {
      factory.setAccessible(true);
      Object made =
          factory instanceof Method method
              ? method.invoke(null, text)
              : ((Constructor<?>) factory).newInstance(text);
      if (made instanceof Optional<?> optional) {
        return optional.orElseThrow(
            () -> new IllegalArgumentException("not known: '" + text + "'"));
      }
      return made;
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new IllegalStateException(factory.toString(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(factory.toString(), e);
    }
  }

  private static String whole(String text) {
    return matching(WHOLE, text);
  }

  private static BigDecimal number(String text) {
    return new BigDecimal(matching(NUMBER, text));
  }

  private static String matching(Pattern grammar, String text) {
    if (!grammar.matcher(text).matches()) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  /** The words of YAML 1.1, which is what the agent's own server reads. */
  private static Boolean bool(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on" -> true;
      case "false", "no", "off" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }
}
