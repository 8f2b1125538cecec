package ai.holodeck.deploy.cli.command;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of this program, as its jar says. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"holodeck " + current()};
  }

  static String current() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("unpackaged");
  }
}
