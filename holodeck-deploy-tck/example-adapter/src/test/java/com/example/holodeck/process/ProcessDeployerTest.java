package com.example.holodeck.process;

import ai.holodeck.deploy.config.Settings;
import ai.holodeck.deploy.config.TargetSettings;
import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.image.ImageRef;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.service.DeployerFactory;
import ai.holodeck.deploy.service.ServiceId;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.tck.DeployerContract;
import ai.holodeck.deploy.tck.DeployerHarness;
import ai.holodeck.deploy.tck.probe.Probe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Every rule for deployers; the faults of a remote provider do not apply, as there is none. */
class ProcessDeployerTest extends DeployerContract implements DeployerHarness {
  @TempDir static Path folder;

  @Override
  protected DeployerHarness harness() {
    return this;
  }

  @Override
  public DeployerFactory factory() {
    return new ProcessDeployerFactory();
  }

  /** The probe takes its version from a variable, as an image would have set it. */
  @Override
  public TargetSettings settings() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String kit = Probe.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    List<String> command =
        List.of("env", "PROBE_VERSION={tag}", java, "-cp", kit, Probe.class.getName());
    return new TargetSettings(
        "process", Settings.of(Map.of("command", command, "folder", folder.toString())));
  }

  @Override
  public ImageRef image(String version) {
    return new EngineImage(ImageReference.parse("kit/probe:" + version), "sha256:" + version);
  }

  @Override
  public ServiceId unknownId() {
    return new ServiceId("no-such-service");
  }

  /** Whoever ends a process knows nothing of what is remembered of it. */
  @Override
  public boolean removeBehindOurBack(ServiceId id) {
    try {
      Run run = new Services(folder).current(new ServiceName(id.value())).orElseThrow();
      ProcessHandle process = ProcessHandle.of(run.pid()).orElseThrow();
      return process.destroyForcibly() && process.onExit().join() != null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A process starts at once: there is no use in waiting longer for one that never gets healthy.
   */
  @Override
  public Duration impatience() {
    return Duration.ofSeconds(5);
  }
}
