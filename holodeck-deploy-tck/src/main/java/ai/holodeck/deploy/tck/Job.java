package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.config.Mapping;
import ai.holodeck.deploy.config.Node;
import ai.holodeck.deploy.config.Scalar;
import ai.holodeck.deploy.config.Sequence;
import ai.holodeck.deploy.config.Settings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What another process shall do, in a form that travels there as one line. The settings go along,
 * because only the test's own process knows what a test class has made up for the running rule.
 */
final class Job {
  private final Form form;

  Job(Task task, Class<?> testClass, Path folder, Settings settings, String... words) {
    this.form =
        new Form(
            task,
            testClass.getName(),
            folder.toString(),
            settings.path(),
            new LinkedHashMap<>(plain(settings.block())),
            new ArrayList<>(List.of(words)));
  }

  private Job(Form form) {
    this.form = form;
  }

  String line() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(form);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  static Job of(String line) {
    byte[] bytes = Base64.getDecoder().decode(line);
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return new Job((Form) in.readObject());
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException("the line of the kit is not understood", e);
    }
  }

  Task task() {
    return form.task;
  }

  String word(int index) {
    return form.words.get(index);
  }

  int number(int index) {
    return Integer.parseInt(word(index));
  }

  /** The store of the rule, as an instance of its test class opens it in this process. */
  StateTrial trial() {
    return contract().join(Path.of(form.folder), Settings.of(form.settingsPath, form.settings));
  }

  private StateContract contract() {
    try {
      var constructor = Class.forName(form.testClass).getDeclaredConstructor();
      constructor.setAccessible(true);
      return (StateContract) constructor.newInstance();
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          "the kit's other process does not find "
              + form.testClass
              + " on its class path, which is that of the test: "
              + System.getProperty("java.class.path"),
          e);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(
          form.testClass
              + " has no constructor without parameters, by which the kit's other process could make an instance:"
              + " it must be a top-level or static class",
          e);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(
          "the constructor of " + form.testClass + " failed in the kit's other process",
          e.getCause());
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new IllegalStateException(
          "the kit's other process cannot make an instance of " + form.testClass, e);
    }
  }

  private static Serializable plain(Node node) {
    if (node instanceof Mapping block) {
      return new LinkedHashMap<>(plain(block));
    }
    if (node instanceof Sequence list) {
      ArrayList<Serializable> items = new ArrayList<>();
      list.items().forEach(item -> items.add(plain(item)));
      return items;
    }
    Scalar scalar = (Scalar) node;
    return switch (scalar.kind()) {
      case INTEGER -> new BigInteger(scalar.text());
      case DECIMAL -> new BigDecimal(scalar.text());
      case BOOLEAN -> Boolean.valueOf(scalar.text());
      case STRING, NULL, UNRESOLVED -> scalar.text();
    };
  }

  private static Map<String, Serializable> plain(Mapping block) {
    Map<String, Serializable> values = new LinkedHashMap<>();
    block
        .entries()
        .keySet()
        .forEach(key -> block.get(key).ifPresent(node -> values.put(key, plain(node))));
    return values;
  }

  private record Form(
      Task task,
      String testClass,
      String folder,
      String settingsPath,
      LinkedHashMap<String, Serializable> settings,
      ArrayList<String> words)
      implements Serializable {}
}
