package ai.holodeck.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.context.BuildContext;
import ai.holodeck.deploy.image.BuildListener;
import ai.holodeck.deploy.image.BuildRequest;
import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.PullPolicy;
import ai.holodeck.deploy.release.ImageKeeper;
import ai.holodeck.deploy.service.ServiceName;
import com.github.dockerjava.api.command.InspectImageResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tags on the real engine. An image without any tag is what the engine prunes. */
class ReleaseTagsIT {
  private final String marker = UUID.randomUUID().toString().substring(0, 8);
  private final ImageReference reference =
      ImageReference.parse("localhost:5000/holodeck-deploy-it/kept-" + marker + ":latest");
  private final ServiceName ours = new ServiceName("holodeck-kept-" + marker);
  private final ServiceName theirs = new ServiceName("holodeck-theirs-" + marker);
  private final ImageKeeper keeper = Probe.DOCKER.imageKeeper();
  private final Set<String> built = new HashSet<>();
  private final Set<String> containers = new HashSet<>();

  @AfterEach
  void removeAll() {
    containers.forEach(id -> Probe.ENGINE.client().removeContainerCmd(id).withForce(true).exec());
    built.stream()
        .filter(id -> inspect(id).isPresent())
        .forEach(id -> Probe.ENGINE.client().removeImageCmd(id).withForce(true).exec());
  }

  @Test
  void imageThatLostItsNameToTheNextBuildStillHasOne() {
    EngineImage first = build("one");
    keeper.keep(ours, Set.of(first));
    EngineImage second = build("two");

    assertThat(tags(first)).as("not dangling").hasSize(1);
    assertThat(tags(first).get(0))
        .matches(
            reference.repository()
                + ":release-[0-9a-f]{12}-"
                + first.imageId().substring(7, 7 + 12));
    keeper.keep(ours, Set.of(first, second));
    assertThat(tags(first)).hasSize(1);
    assertThat(tags(second)).hasSize(2).contains(reference.toString());
  }

  @Test
  void unkeptImageWithoutKeeperWouldHaveNoName() {
    EngineImage first = build("one");
    build("two");

    assertThat(tags(first)).isEmpty();
  }

  @Test
  void keepingAgainChangesNothing() {
    EngineImage image = build("one");
    keeper.keep(ours, Set.of(image));
    List<String> before = tags(image);

    keeper.keep(ours, Set.of(image));

    assertThat(tags(image)).isEqualTo(before).hasSize(2);
  }

  @Test
  void lettingGoTakesOurTagsAndLeavesAllOthers() {
    EngineImage first = build("one");
    keeper.keep(ours, Set.of(first));
    keeper.keep(theirs, Set.of(first));
    EngineImage second = build("two");
    keeper.keep(ours, Set.of(first, second));

    keeper.keep(ours, Set.of());

    assertThat(tags(first)).as("the other service's").hasSize(1);
    assertThat(tags(second)).containsExactly(reference.toString());
    keeper.keep(theirs, Set.of());
    assertThat(inspect(first.imageId())).as("gone with its last name").isEmpty();
    assertThat(inspect(second.imageId())).isPresent();
  }

  @Test
  void imageThatAContainerUsesKeepsItsLastTagUntilTheContainerIsGone() {
    EngineImage first = build("one");
    keeper.keep(ours, Set.of(first));
    build("two");
    String container = Probe.ENGINE.client().createContainerCmd(first.imageId()).exec().getId();
    containers.add(container);

    keeper.keep(ours, Set.of());
    assertThat(tags(first)).hasSize(1);

    Probe.ENGINE.client().removeContainerCmd(container).exec();
    containers.clear();
    keeper.keep(ours, Set.of());
    assertThat(inspect(first.imageId())).isEmpty();
  }

  @Test
  void imageThatIsNotThereIsNoError() {
    EngineImage there = build("one");
    EngineImage gone = new EngineImage(reference, "sha256:" + "0123456789abcdef".repeat(4));

    keeper.keep(ours, Set.of(gone, there));

    assertThat(tags(there)).hasSize(2);
  }

  @Test
  void tagThatSomebodyMovedToAnotherImageComesBack() {
    EngineImage first = build("one");
    keeper.keep(ours, Set.of(first));
    String tag =
        tags(first).stream().filter(name -> name.contains("release-")).findFirst().orElseThrow();
    EngineImage second = build("two");
    Probe.ENGINE
        .client()
        .tagImageCmd(
            second.imageId(), reference.repository(), tag.substring(tag.lastIndexOf(':') + 1))
        .exec();
    assertThat(tags(second)).contains(tag);

    keeper.keep(ours, Set.of(first));

    assertThat(tags(first)).containsExactly(tag);
    assertThat(tags(second)).containsExactly(reference.toString());
  }

  private EngineImage build(String content) {
    String dockerfile = "FROM " + Probe.base() + "\nLABEL content=" + content + "-" + marker + "\n";
    EngineImage image =
        Probe.DOCKER
            .imageBuilder()
            .build(
                BuildRequest.of(
                        new BuildContext(List.of(Entries.file("Dockerfile", 0444, dockerfile))),
                        reference,
                        Probe.base())
                    .platform(Probe.DOCKER.imageBuilder().enginePlatform())
                    .pullPolicy(PullPolicy.NEVER)
                    .build(),
                BuildListener.silent())
            .image();
    built.add(image.imageId());
    return image;
  }

  private static List<String> tags(EngineImage image) {
    return Optional.ofNullable(inspect(image.imageId()).orElseThrow().getRepoTags())
        .orElse(List.of());
  }

  private static Optional<InspectImageResponse> inspect(String id) {
    return new Images(Probe.ENGINE).inspect(id);
  }
}
