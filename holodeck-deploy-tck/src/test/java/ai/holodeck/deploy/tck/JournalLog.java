package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.config.EffectiveConfig;
import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.BuildInputs;
import ai.holodeck.deploy.image.Digest;
import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.image.ImageRef;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.RegistryImage;
import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.release.Release;
import ai.holodeck.deploy.release.ReleaseLog;
import ai.holodeck.deploy.service.ReleaseId;
import ai.holodeck.deploy.service.ServiceName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** The reference's release log; each method may be overridden with a wrong one. */
class JournalLog extends Journal implements ReleaseLog {
  final Map<DeploymentKey, List<Release>> newestFirst = new LinkedHashMap<>();

  /** The processes that began them. */
  final Map<ReleaseId, Long> begunBy = new HashMap<>();

  String made = "";

  JournalLog(Path folder) {
    super(folder, "releases");
  }

  @Override
  public void begin(Release intent) {
    alone(
        () -> {
          of(intent.key()).stream().filter(Release::isOpen).forEach(this::refuse);
          append(words(intent));
          return true;
        });
  }

  @Override
  public void settle(ReleaseId id, Release.Outcome outcome, String note) {
    alone(
        () -> {
          Optional<Release> found =
              newestFirst.values().stream()
                  .flatMap(List::stream)
                  .filter(release -> release.id().equals(id))
                  .findFirst();
          found.ifPresentOrElse(
              release -> {
                if (maySettle(release)) {
                  append(settlement(release, outcome, note));
                }
              },
              this::unknown);
          return true;
        });
  }

  @Override
  public Optional<Release> open(DeploymentKey key) {
    return reading(() -> of(key).stream().filter(Release::isOpen).findFirst());
  }

  @Override
  public List<Release> history(DeploymentKey key) {
    return reading(() -> List.copyOf(of(key)));
  }

  @Override
  public String fingerprint(EnvironmentVariable variable) {
    return digest(key() + "\0" + variable.name() + "\0" + variable.value().reveal());
  }

  String key() {
    return alone(
        () -> {
          if (made.isEmpty()) {
            append(List.of("key", UUID.randomUUID().toString()));
          }
          return made;
        });
  }

  List<Release> of(DeploymentKey key) {
    return newestFirst.getOrDefault(key, List.of());
  }

  void refuse(Release open) {
    throw new DeployException(
        CoreError.STATE_INVALID, "a release of " + open.key() + " is open", "settle it first");
  }

  void unknown() {}

  boolean maySettle(Release release) {
    return release.isOpen();
  }

  int kept() {
    return 50;
  }

  /** Good enough here, where nobody reads it. */
  static String digest(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  List<String> settlement(Release release, Release.Outcome outcome, String note) {
    List<String> words = new ArrayList<>(List.of("settle"));
    words.addAll(JournalRecords.ofKey(release.key()));
    words.addAll(List.of(release.id().value(), outcome.name(), Instant.now().toString(), note));
    return words;
  }

  List<String> words(Release release) {
    List<String> words = new ArrayList<>(List.of("begin"));
    words.addAll(JournalRecords.ofKey(release.key()));
    words.addAll(
        List.of(
            release.id().value(),
            release.kind().name(),
            release.provider(),
            release.serviceName().value(),
            release.configHash(),
            release.user(),
            release.startedAt().toString(),
            String.valueOf(ProcessHandle.current().pid()),
            release.image().map(image -> image.reference().toString()).orElse(""),
            release.image().map(JournalLog::identity).orElse(""),
            release.inputs().map(BuildInputs::context).orElse(""),
            release.inputs().flatMap(BuildInputs::baseImageId).orElse(""),
            release.config().map(EffectiveConfig::json).orElse("")));
    new TreeMap<>(release.secretFingerprints())
        .forEach((name, print) -> words.add(name + "=" + print));
    return words;
  }

  private static String identity(ImageRef image) {
    return image instanceof RegistryImage inRegistry
        ? "registry " + inRegistry.digest()
        : "engine " + ((EngineImage) image).imageId();
  }

  @Override
  void apply(List<String> words) {
    if (words.get(0).equals("key")) {
      made = words.get(1);
      return;
    }
    DeploymentKey of = JournalRecords.toKey(words);
    List<Release> releases = newestFirst.computeIfAbsent(of, any -> new ArrayList<>());
    ReleaseId id = new ReleaseId(words.get(4));
    if (words.get(0).equals("settle")) {
      Release.End end =
          new Release.End(
              Release.Outcome.valueOf(words.get(5)), Instant.parse(words.get(6)), words.get(7));
      releases.replaceAll(release -> release.id().equals(id) ? release.ended(end) : release);
      return;
    }
    // Somebody may have begun it twice, being wrong.
    releases.removeIf(release -> release.id().equals(id));
    releases.add(0, begun(of, id, words));
    begunBy.put(id, Long.parseLong(words.get(11)));
    if (releases.size() > kept()) {
      releases.remove(releases.size() - 1);
    }
  }

  private static Release begun(DeploymentKey of, ReleaseId id, List<String> words) {
    Map<String, String> prints = new HashMap<>();
    for (String print : words.subList(17, words.size())) {
      int equals = print.indexOf('=');
      prints.put(print.substring(0, equals), print.substring(equals + 1));
    }
    return new Release(
        id,
        of,
        Release.Kind.valueOf(words.get(5)),
        words.get(6),
        new ServiceName(words.get(7)),
        image(words.get(12), words.get(13)),
        given(words.get(14)).map(context -> new BuildInputs(context, given(words.get(15)))),
        words.get(8),
        given(words.get(16)).map(EffectiveConfig::new),
        prints,
        words.get(9),
        Instant.parse(words.get(10)),
        Optional.empty());
  }

  private static Optional<String> given(String word) {
    return Optional.of(word).filter(text -> !text.isEmpty());
  }

  private static Optional<ImageRef> image(String reference, String identity) {
    if (reference.isEmpty()) {
      return Optional.empty();
    }
    ImageReference name = ImageReference.parse(reference);
    String id = identity.substring(identity.indexOf(' ') + 1);
    return Optional.of(
        identity.startsWith("registry ")
            ? new RegistryImage(name, new Digest(id))
            : new EngineImage(name, id));
  }
}
