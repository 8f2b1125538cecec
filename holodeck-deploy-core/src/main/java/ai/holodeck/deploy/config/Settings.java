package ai.holodeck.deploy.config;

import ai.holodeck.deploy.error.Position;
import ai.holodeck.deploy.error.Problems;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A block of configuration as an immutable tree with source positions. Not bound to any schema
 * until {@link #bind}.
 *
 * <p>A schema is a record: {@code subscriptionId} is the key {@code subscription_id}. A component
 * is a {@code String}, {@code int}, {@code long}, {@code double}, {@code boolean}, {@code
 * BigDecimal}, {@code Duration} ({@code 90s}, {@code 5m}, seconds, or ISO 8601), {@code URI},
 * {@code UUID}, {@code Path}, an enum ({@code UNLESS_STOPPED} is {@code unless-stopped} or {@code
 * unless_stopped}), {@link ai.holodeck.deploy.environment.Secret}, a type made of one text (a
 * record of one {@code String}, or a static {@code of} or {@code parse}), a nested record, {@code
 * Settings} for a block kept as it is, a {@code List} or a {@code Map<String, …>} of these, or an
 * {@code Optional} or {@code OptionalInt}. What is neither {@code Optional}, nor a list, a map or a
 * block, nor has a {@link Default}, is required. The compact constructor checks what concerns
 * several components, and refuses with an {@code IllegalArgumentException}.
 *
 * @param path the block's key, {@code deployment.target.azure}; may be empty
 * @param block its keys and values
 */
public record Settings(String path, Mapping block) {
  public Settings {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(block, "block");
  }

  /** A block with nothing in it. */
  public static Settings empty(Position position, String path) {
    return new Settings(path, Mapping.empty(position));
  }

  /** A block made in code; see {@link #of(String, Map)}. */
  public static Settings of(Map<String, ?> values) {
    return of("", values);
  }

  /**
   * A block made in code. Values are strings, numbers, booleans, enums, {@code Secret}s, lists and
   * maps of them, or anything whose {@code toString} is what would stand in a file.
   *
   * @param path the key that faults are reported under
   */
  public static Settings of(String path, Map<String, ?> values) {
    return new Settings(path, Handmade.block(values));
  }

  /** Where the block stands. */
  public Position position() {
    return block.position();
  }

  /** Whether nothing is in it. */
  public boolean isEmpty() {
    return block.entries().isEmpty();
  }

  /** The text of a single value; empty when the key is absent or holds a list or a block. */
  public Optional<String> text(String key) {
    return block.get(key).filter(Scalar.class::isInstance).map(node -> ((Scalar) node).text());
  }

  /** This block, with each key that has no value as the other has it, at any depth. */
  public Settings completedBy(Settings other) {
    return new Settings(path, block.completedBy(other.block()));
  }

  /** This block without a key. */
  public Settings without(String key) {
    return new Settings(path, block.without(key));
  }

  /**
   * The block as a record.
   *
   * @throws ai.holodeck.deploy.error.ConfigException with every fault: unknown keys, missing ones,
   *     wrong values
   * @throws IllegalStateException when the record itself is no schema
   */
  public <T extends Record> T bind(Class<T> type) {
    Problems problems = new Problems();
    Optional<T> bound = bind(type, problems);
    problems.throwIfAny();
    return bound.orElseThrow();
  }

  /**
   * As {@link #bind(Class)}, for somebody who goes on collecting faults; empty when there was one.
   */
  public <T extends Record> Optional<T> bind(Class<T> type, Problems problems) {
    return new Binder(problems).bind(path, block, type);
  }

  /**
   * Checks what only a deploy needs.
   *
   * @throws ai.holodeck.deploy.error.ConfigException with each absent key that is marked {@link
   *     RequiredToDeploy}
   */
  public void checkRequiredToDeploy(Class<? extends Record> type) {
    Problems problems = new Problems();
    new Binder(problems).checkRequiredToDeploy(path, block, type);
    problems.throwIfAny();
  }

  /**
   * The block as plain JDK values, in one spelling: defaults filled in, absent keys left out, of
   * secrets the name only (the value is null). For comparing and hashing.
   *
   * @throws ai.holodeck.deploy.error.ConfigException as {@link #bind}
   */
  public Map<String, Object> effective(Class<? extends Record> type) {
    return Effective.map(bind(type));
  }

  /** The block as plain JDK values, as written: {@code ${…}} not resolved, no defaults. */
  public Map<String, Object> asWritten() {
    return Plainly.map(block);
  }
}
