package ai.holodeck.deploy.tck;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The rules of a contract, by their ids: those of the class and of all that it inherits. */
final class Rules {
  private final Map<String, Method> methods = new TreeMap<>();

  private Rules(Class<?> contract) {
    Set<Class<?>> types = new LinkedHashSet<>();
    collect(contract, types);
    for (Class<?> type : types) {
      for (Method method : type.getDeclaredMethods()) {
        of(method).ifPresent(rule -> put(rule, method));
      }
    }
  }

  static Rules ofContract(Class<?> contract) {
    return new Rules(contract);
  }

  static Optional<Rule> of(Method method) {
    return Optional.ofNullable(method.getAnnotation(Rule.class));
  }

  Collection<Rule> all() {
    return methods.values().stream().map(method -> method.getAnnotation(Rule.class)).toList();
  }

  Set<String> ids() {
    return methods.keySet();
  }

  /** The first rule whose method a subclass has replaced by one of its own. */
  Optional<String> replacedIn(Class<?> contract) {
    return methods.entrySet().stream()
        .filter(rule -> !isStill(rule.getValue(), contract))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static boolean isStill(Method rule, Class<?> contract) {
    try {
      return contract.getMethod(rule.getName()).equals(rule);
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  private void put(Rule rule, Method method) {
    Method other = methods.put(rule.id(), method);
    if (other != null) {
      throw new IllegalStateException(
          "two rules have the id " + rule.id() + ": " + other + " and " + method);
    }
  }

  private static void collect(Class<?> type, Set<Class<?>> into) {
    for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
      into.add(at);
      for (Class<?> implemented : at.getInterfaces()) {
        collect(implemented, into);
      }
    }
  }
}
