package ai.holodeck.deploy.cli.adapter;

import ai.holodeck.deploy.service.DeployerFactory;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A provider that services can be deployed to.
 *
 * @param id as in {@code target.provider}
 * @param factory gives its deployer factory, made at the first call
 * @param artifact the title of the jar it is in, or its file name
 * @param version the version of that jar, if it says so
 * @param origin where that jar is; empty when it is part of this program
 */
public record InstalledProvider(
    String id,
    Supplier<DeployerFactory> factory,
    String artifact,
    Optional<String> version,
    Optional<Path> origin) {

  static InstalledProvider of(String id, Supplier<DeployerFactory> factory, Class<?> module) {
    Path place = place(module);
    Package container = module.getPackage();
    return new InstalledProvider(
        id,
        factory,
        Optional.ofNullable(container.getImplementationTitle())
            .orElse(String.valueOf(place.getFileName())),
        Optional.ofNullable(container.getImplementationVersion()),
        Optional.of(place).filter(path -> !path.equals(place(InstalledProvider.class))));
  }

  private static Path place(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    try {
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(String.valueOf(source.getLocation()), e);
    }
  }
}
