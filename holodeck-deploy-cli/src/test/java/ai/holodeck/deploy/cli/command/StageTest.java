package ai.holodeck.deploy.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.cli.command.Workbench.Result;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.ServiceOwner;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --stage} on every command. */
class StageTest {
  private static final String STAGES =
      """
        stages:
          prod:
            port: 9443
            environment: {MODE: loud}
      """;

  @TempDir Path folder;
  private Workbench bench;

  @BeforeEach
  void prepare() {
    bench = new Workbench(folder);
    bench.write(Workbench.AGENT + STAGES);
  }

  @Test
  void aStageIsDeployedBesideTheOther() throws Exception {
    assertThat(run("deploy").exitCode()).isZero();
    Result deployed = run("deploy", "--stage", "prod");

    assertThat(deployed.exitCode()).as(deployed.error()).isZero();
    DeployRequest first = bench.provider.requests.get(0);
    DeployRequest prod = bench.provider.requests.get(1);
    assertThat(prod.name()).hasToString("service-of-support-prod");
    assertThat(prod.owner())
        .isEqualTo(new ServiceOwner(first.owner().project(), "prod", "support"));
    assertThat(prod.port()).isEqualTo(9443);
    assertThat(prod.environment().toString()).contains("MODE", "loud");
    assertThat(first.name()).hasToString("service-of-support");
    assertThat(first.port()).isEqualTo(8080);
    assertThat(first.environment().toString()).contains("MODE", "quiet");
    assertThat(run("status", "--stage=prod").output()).contains("support (stage prod)");
    assertThat(Files.readString(folder.resolve(".holodeck/releases.json")))
        .contains("\"stage\": \"default\"", "\"stage\": \"prod\"");
  }

  @Test
  void destroyOfAStageLeavesTheOther() {
    run("deploy");
    run("deploy", "--stage=prod");

    assertThat(run("destroy", "--stage=prod", "--force", "-q").output()).isEqualTo("deleted\n");

    assertThat(run("status", "--stage=prod", "-q").output()).isEqualTo("DELETED\n");
    assertThat(run("status", "-o", "json").output())
        .contains("\"recorded_status\" : \"RUNNING\"", "\"stage\" : \"default\"");
  }

  @Test
  void aStageThatWasNotDeployedIsSaidSo() {
    run("deploy");

    Result status = run("status", "--stage=prod");

    assertThat(status.exitCode()).isEqualTo(2);
    assertThat(status.error()).contains("nothing is recorded of agent 'support (stage prod)'");
  }

  @Test
  void anUnknownStageIsAFaultOfTheConfiguration() {
    for (String command : new String[] {"deploy", "build", "push", "run", "logs", "unlock"}) {
      Result result = run(command, "--stage=prd");
      assertThat(result.exitCode()).as(command).isEqualTo(2);
      assertThat(result.error()).contains("there is no stage 'prd'; did you mean 'prod'?");
    }
    assertThat(bench.engine.requests).isEmpty();
  }

  private Result run(String command, String... options) {
    String[] line = new String[options.length + 2];
    line[0] = command;
    line[1] = bench.file.toString();
    System.arraycopy(options, 0, line, 2, options.length);
    return bench.run(line);
  }
}
