package com.example.holodeck.process;

import ai.holodeck.deploy.config.TargetSettings;
import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.Deployer;
import ai.holodeck.deploy.service.DeployerFactory;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceOwner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** The provider {@code process}: what it is called, what it can do, and how to get a deployer. */
final class ProcessDeployerFactory implements DeployerFactory {
  static final String PROVIDER = "process";

  private static final int LONGEST_SLUG = 40;

  @Override
  public String provider() {
    return PROVIDER;
  }

  /** No ZERO_DOWNTIME: each version has a port of its own, so the URL changes with it. */
  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.LOGS, Capability.LOGS_FOLLOW, Capability.LISTING);
  }

  @Override
  public Class<? extends Record> settingsType() {
    return ProcessSettings.class;
  }

  /** A name is also a folder's: a readable part, and a hash that tells owners apart. */
  @Override
  public ServiceName nameFor(ServiceOwner owner) {
    String all = String.join("\0", owner.project(), owner.stage(), owner.agent());
    String hash = UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
    String slug = owner.agent().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    slug = slug.substring(0, Math.min(slug.length(), LONGEST_SLUG));
    return new ServiceName(slug + "-" + hash.substring(24));
  }

  @Override
  public Deployer create(TargetSettings block) {
    ProcessSettings settings = block.bind(ProcessSettings.class);
    Path folder =
        settings
            .folder()
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".holodeck-process"));
    return new ProcessDeployer(new Services(folder), new Launcher(folder, settings.command()));
  }
}
