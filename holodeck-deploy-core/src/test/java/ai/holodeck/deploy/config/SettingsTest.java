package ai.holodeck.deploy.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.holodeck.deploy.environment.Secret;
import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.error.ConfigException;
import ai.holodeck.deploy.error.Problem;
import ai.holodeck.deploy.error.Problems;
import ai.holodeck.deploy.image.Platform;
import ai.holodeck.deploy.image.Tag;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final String ID = "01234567-89ab-cdef-0123-456789abcdef";

  enum Restart {
    NO,
    UNLESS_STOPPED
  }

  /** Made of one text by a static method. */
  static final class Size {
    private final int mebibytes;

    private Size(int mebibytes) {
      this.mebibytes = mebibytes;
    }

    static Size parse(String text) {
      if (!text.endsWith("Mi")) {
        throw new IllegalArgumentException("must end with Mi, found '" + text + "'");
      }
      return new Size(Integer.parseInt(text.substring(0, text.length() - 2)));
    }

    @Override
    public String toString() {
      return mebibytes + "Mi";
    }
  }

  record Limits(@Default("1.0") BigDecimal cpu, @Default("512Mi") Size memory) {}

  record Everything(
      String text,
      int number,
      long big,
      double ratio,
      boolean flag,
      BigDecimal exact,
      Duration idle,
      URI uri,
      UUID subscriptionId,
      Path folder,
      Restart restart,
      Secret apiKey,
      Tag tag,
      Size size,
      List<String> names,
      List<Limits> several,
      Map<String, String> labels,
      Optional<Platform> platform,
      OptionalInt hostPort,
      Limits limits,
      Settings raw) {}

  record Scaled(
      UUID subscriptionId,
      @Default("0") int minReplicas,
      @Default("10") int maxReplicas,
      @RequiredToDeploy Optional<String> environmentName,
      Optional<Secret> apiKey,
      Limits limits) {
    Scaled {
      if (minReplicas > maxReplicas) {
        throw new IllegalArgumentException("min_replicas must not be more than max_replicas");
      }
    }
  }

  @Test
  void bindReadsEveryType() {
    Everything all =
        settings(
                """
                text: 1.10
                number: -5
                big: 5000000000
                ratio: .5
                flag: yes
                exact: 1.50
                idle: 5m
                uri: https://x.example/y
                subscription_id: %s
                folder: a/b
                restart: unless-stopped
                api_key: hunter2
                tag: v1
                size: 64Mi
                names: [a, 1]
                several:
                  - cpu: 2
                labels: {a: 1, b: c}
                platform: linux/arm64
                host_port: 8080
                limits: {memory: 1Mi}
                raw: {any: {thing: 1}}
                """
                    .formatted(ID))
            .bind(Everything.class);

    assertThat(all.text()).isEqualTo("1.10");
    assertThat(all.number()).isEqualTo(-5);
    assertThat(all.big()).isEqualTo(5_000_000_000L);
    assertThat(all.ratio()).isEqualTo(0.5);
    assertThat(all.flag()).isTrue();
    assertThat(all.exact()).isEqualTo("1.50");
    assertThat(all.idle()).isEqualTo(Duration.ofMinutes(5));
    assertThat(all.uri()).isEqualTo(URI.create("https://x.example/y"));
    assertThat(all.subscriptionId()).isEqualTo(UUID.fromString(ID));
    assertThat(all.folder()).isEqualTo(Path.of("a/b"));
    assertThat(all.restart()).isEqualTo(Restart.UNLESS_STOPPED);
    assertThat(all.apiKey()).isEqualTo(Secret.of("hunter2"));
    assertThat(all.tag()).isEqualTo(new Tag("v1"));
    assertThat(all.size()).hasToString("64Mi");
    assertThat(all.names()).containsExactly("a", "1");
    assertThat(all.several()).singleElement().extracting(Limits::cpu).hasToString("2");
    assertThat(all.labels()).isEqualTo(Map.of("a", "1", "b", "c"));
    assertThat(all.platform()).contains(new Platform("linux/arm64"));
    assertThat(all.hostPort()).hasValue(8080);
    assertThat(all.limits().memory()).hasToString("1Mi");
    assertThat(all.limits().cpu()).isEqualTo("1.0");
    assertThat(all.raw().asWritten().toString()).isEqualTo("{any={thing=1}}");
    assertThat(all.raw().path()).isEqualTo("t.raw");
  }

  @Test
  void bindReportsEveryFaultOfEveryComponent() {
    assertThat(
            faults(
                Everything.class,
                """
                text: {a: 1}
                number: 1.5
                big: 0x10
                ratio: high
                flag: maybe
                exact: NaN
                idle: -5s
                uri: 'a b'
                subscription_id: nope
                restart: always
                tag: .bad
                size: 64Gi
                names: a
                several: [{cpu: x}, 5]
                labels: [a]
                platform: linux
                host_port: [1]
                limits: 5
                raw: 5
                unknwn: 1
                """))
        .containsExactly(
            "s.yaml:1:1: t.folder: is required (add 'folder: …' to t)",
            "s.yaml:1:1: t.api_key: is required (add 'api_key: …' to t)",
            "s.yaml:1:7: t.text: must be a single value, found a block (correct the value)",
            "s.yaml:2:9: t.number: must be a whole number, found '1.5' (correct the value)",
            "s.yaml:3:6: t.big: must be a whole number, found '0x10' (correct the value)",
            "s.yaml:4:8: t.ratio: must be a number, found 'high' (correct the value)",
            "s.yaml:5:7: t.flag: must be true or false, found 'maybe' (correct the value)",
            "s.yaml:6:8: t.exact: must be a number, found 'NaN' (correct the value)",
            "s.yaml:7:7: t.idle: must be a duration such as 90s, 5m or seconds, found '-5s' (correct"
                + " the value)",
            "s.yaml:8:6: t.uri: must be a URI, found 'a b' (correct the value)",
            "s.yaml:9:18: t.subscription_id: must be a UUID (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx),"
                + " found 'nope' (correct the value)",
            "s.yaml:10:10: t.restart: must be one of no, unless-stopped, found 'always' (correct the"
                + " value)",
            "s.yaml:11:6: t.tag: not an image tag: '.bad' (letters, digits, '_', '.', '-', at most"
                + " 128, not starting with '.' or '-') (correct the value)",
            "s.yaml:12:7: t.size: must end with Mi, found '64Gi' (correct the value)",
            "s.yaml:13:8: t.names: must be a list, found 'a' (correct the value)",
            "s.yaml:14:17: t.several[0].cpu: must be a number, found 'x' (correct the value)",
            "s.yaml:14:21: t.several[1]: must be a block of keys, found '5' (correct the value)",
            "s.yaml:15:9: t.labels: must be a block of keys, found a list (correct the value)",
            "s.yaml:16:11: t.platform: not a platform: 'linux' (os/arch or os/arch/variant) (correct"
                + " the value)",
            "s.yaml:17:12: t.host_port: must be a single value, found a list (correct the value)",
            "s.yaml:18:9: t.limits: must be a block of keys, found '5' (correct the value)",
            "s.yaml:19:6: t.raw: must be a block of keys, found '5' (correct the value)",
            "s.yaml:20:1: t.unknwn: is not a known key (known here: text, number, big, ratio, flag,"
                + " exact, idle, uri, subscription_id, folder, restart, api_key, tag, size, names,"
                + " several, labels, platform, host_port, limits, raw)");
  }

  @Test
  void bindSuggestsTheKeyThatWasMeant() {
    assertThat(faults(Limits.class, "memroy: 1Mi\n"))
        .containsExactly(
            "s.yaml:1:1: t.memroy: is not a known key; did you mean 'memory'? (known here: cpu,"
                + " memory)");
  }

  @Test
  void bindRunsTheCompactConstructorLast() {
    String crossed = "subscription_id: %s\nmin_replicas: 5\nmax_replicas: 2\n".formatted(ID);

    assertThat(faults(Scaled.class, crossed))
        .containsExactly(
            "s.yaml:1:1: t: min_replicas must not be more than max_replicas (correct these keys"
                + " together)");
    assertThat(faults(Scaled.class, crossed + "limits: {cpu: x}\n"))
        .containsExactly(
            "s.yaml:4:15: t.limits.cpu: must be a number, found 'x' (correct the value)");
  }

  @Test
  void bindTakesAKeyWithoutAValueForAbsent() {
    Scaled scaled =
        settings("subscription_id: %s\nmax_replicas:\nenvironment_name: ~\n".formatted(ID))
            .bind(Scaled.class);

    assertThat(scaled.maxReplicas()).isEqualTo(10);
    assertThat(scaled.environmentName()).isEmpty();
  }

  @Test
  void bindNeverShowsWhatAVariableGave() {
    Settings resolved =
        resolved("number: ${A}\ntag: ${A}\nsize: x${A}\n", Map.of("A", "?hunter2?"));
    record Wanted(int number, Tag tag, Size size) {}

    assertThat(catchThrowableOfType(ConfigException.class, () -> resolved.bind(Wanted.class)))
        .satisfies(
            e ->
                assertThat(e.problems().toString())
                    .doesNotContain("hunter2")
                    .contains("must be a whole number, found '${A}'")
                    .contains("not an image tag: '${A}'")
                    .contains("must end with Mi, found 'x${A}'")
                    .contains("correct the value of the variable"));
    assertThat(resolved.toString()).doesNotContain("hunter2").contains("${A}");
  }

  @Test
  void bindReadsNumbersThatAVariableGave() {
    record Wanted(int number, boolean flag) {}

    assertThat(
            resolved("number: ${A}\nflag: ${B}", Map.of("A", "5", "B", "true")).bind(Wanted.class))
        .isEqualTo(new Wanted(5, true));
  }

  @Test
  void bindRefusesASchemaThatCannotBe() {
    record Bad(Thread thread) {}

    assertThatThrownBy(() -> settings("thread: x").bind(Bad.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no type for settings (t.thread)");
  }

  @Test
  void checkRequiredToDeployNamesWhatIsAbsent() {
    Settings without = settings("subscription_id: %s\n".formatted(ID));
    Settings with = settings("subscription_id: %s\nenvironment_name: e\n".formatted(ID));

    assertThat(without.bind(Scaled.class).environmentName()).isEmpty();
    with.checkRequiredToDeploy(Scaled.class);
    assertThatThrownBy(() -> without.checkRequiredToDeploy(Scaled.class))
        .hasMessage("s.yaml:1:1: t.environment_name: is required to deploy");
  }

  @Test
  void effectiveIsTheSameForEverySpelling() {
    Map<String, Object> brief =
        settings("subscription_id: %s\n".formatted(ID)).effective(Scaled.class);
    Map<String, Object> full =
        settings(
                "limits: {memory: 512Mi, cpu: 1}\nmax_replicas: '10'\nmin_replicas: 0\n"
                    + "subscription_id: "
                    + ID.toUpperCase(java.util.Locale.ROOT))
            .effective(Scaled.class);

    assertThat(full).isEqualTo(brief);
    assertThat(CanonicalJson.write(brief))
        .isEqualTo(
            "{\"limits\":{\"cpu\":\"1\",\"memory\":\"512Mi\"},\"max_replicas\":10,"
                + "\"min_replicas\":0,\"subscription_id\":\""
                + ID
                + "\"}");
  }

  @Test
  void effectiveHasOfASecretTheNameOnly() {
    Map<String, Object> effective =
        settings("subscription_id: %s\napi_key: hunter2\n".formatted(ID)).effective(Scaled.class);

    assertThat(effective).containsEntry("api_key", null);
    assertThat(effective.toString()).doesNotContain("hunter2");
  }

  @Test
  void asWrittenKeepsReferences() {
    assertThat(resolved("a: ${A}\nb: [1, true]\n", Map.of("A", "hunter2")).asWritten().toString())
        .isEqualTo("{a=${A}, b=[1, true]}");
  }

  @Test
  void ofTakesValuesOfCode() {
    Everything all =
        Settings.of(
                "t",
                Map.ofEntries(
                    Map.entry("text", "x"),
                    Map.entry("number", 1),
                    Map.entry("big", 2L),
                    Map.entry("ratio", 0.5),
                    Map.entry("flag", true),
                    Map.entry("exact", new BigDecimal("1.5")),
                    Map.entry("idle", Duration.ofSeconds(90)),
                    Map.entry("uri", URI.create("x:y")),
                    Map.entry("subscription_id", UUID.fromString(ID)),
                    Map.entry("folder", Path.of("a")),
                    Map.entry("restart", Restart.UNLESS_STOPPED),
                    Map.entry("api_key", Secret.of("hunter2")),
                    Map.entry("tag", new Tag("v1")),
                    Map.entry("size", "1Mi"),
                    Map.entry("names", List.of("a")),
                    Map.entry("platform", Optional.of(Platform.LINUX_AMD64)),
                    Map.entry("limits", Map.of("cpu", 2))))
            .bind(Everything.class);

    assertThat(all.idle()).isEqualTo(Duration.ofSeconds(90));
    assertThat(all.restart()).isEqualTo(Restart.UNLESS_STOPPED);
    assertThat(all.apiKey().reveal()).isEqualTo("hunter2");
    assertThat(all.platform()).contains(Platform.LINUX_AMD64);
    assertThat(Settings.of(Map.of("k", Secret.of("hunter2"))).toString()).doesNotContain("hunter2");
    assertThatThrownBy(() -> Settings.of(Map.of("cpus", 1)).bind(Limits.class))
        .hasMessage("(given in code): cpus: is not a known key; did you mean 'cpu'?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5x", "m5", "1.5s", "-1", "PT-5S", "99999999999", "P"})
  void durationsRefuse(String text) {
    assertThatThrownBy(() -> Durations.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void durationsAreReadInEveryUnit() {
    assertThat(List.of("90", "500ms", "90s", "5m", "2h", "PT1M30S").stream().map(Durations::parse))
        .containsExactly(
            Duration.ofSeconds(90),
            Duration.ofMillis(500),
            Duration.ofSeconds(90),
            Duration.ofMinutes(5),
            Duration.ofHours(2),
            Duration.ofSeconds(90));
  }

  private static Settings settings(String yaml) {
    Problems problems = new Problems();
    Mapping root =
        YamlFile.parse(Path.of("s.yaml"), yaml.getBytes(UTF_8), problems).orElseThrow().root();
    problems.throwIfAny();
    return new Settings("t", root);
  }

  private static Settings resolved(String yaml, Map<String, String> variables) {
    Problems problems = new Problems();
    Node node =
        new Substitution(Variables.of(variables), problems).resolve("t", settings(yaml).block());
    problems.throwIfAny();
    return new Settings("t", (Mapping) node);
  }

  private static List<String> faults(Class<? extends Record> type, String yaml) {
    ConfigException thrown =
        catchThrowableOfType(ConfigException.class, () -> settings(yaml).bind(type));
    return thrown.problems().stream().map(Problem::toString).toList();
  }
}
