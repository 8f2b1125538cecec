package ai.holodeck.deploy.cli.command;

import ai.holodeck.deploy.image.Tag;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The tag of the image. */
final class TagOption {

  @Option(
      names = {"-t", "--tag"},
      paramLabel = "TAG",
      description = "The image's tag, instead of the one that the agent file's tag_strategy gives.")
  Optional<Tag> tag = Optional.empty();
}
