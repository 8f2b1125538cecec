package ai.holodeck.deploy.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.cli.command.Workbench.Result;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {
  @TempDir Path folder;
  private Workbench bench;

  @BeforeEach
  void prepare() {
    bench = new Workbench(folder);
  }

  @Test
  void planOfWhatWasNeverDeployedEndsWithTen() {
    Result plan = bench.run("plan", bench.file.toString());

    assertThat(plan.exitCode()).isEqualTo(10);
    assertThat(plan.output())
        .isEqualTo(
            """
            create: service 'service-of-support' at docker
            CHANGE          FROM   TO
            service state   -      RUNNING
            image image     -      registry.example/acme/support:v1
            """);
    assertThat(bench.engine.requests).isEmpty();
    assertThat(bench.provider.requests).isEmpty();
  }

  @Test
  void planOfWhatIsDeployedEndsWithZero() {
    bench.run("deploy", bench.file.toString());

    assertThat(bench.run("plan", "-q", bench.file.toString()))
        .isEqualTo(new Result(0, "nothing\n", ""));
  }

  @Test
  void planTellsOfChangesWithSecretsMasked() throws Exception {
    bench.run("deploy", bench.file.toString());
    bench.write(Workbench.AGENT.replace("MODE: quiet", "MODE: loud"));
    bench.variables.put("API_KEY", "rotated-secret");
    Result plan = bench.run("plan", bench.file.toString());
    JsonNode changes =
        new ObjectMapper()
            .readTree(bench.run("plan", "-o", "json", bench.file.toString()).output())
            .get("changes");

    assertThat(plan.exitCode()).isEqualTo(10);
    assertThat(plan.output())
        .isEqualTo(
            """
            update: service 'service-of-support' at docker
            CHANGE                    FROM         TO
            config environment.MODE   quiet        loud
            secret API_KEY            (a secret)   (another)
            """);
    assertThat(changes).hasSize(2);
    assertThat(changes.get(0).get("to").asText()).isEqualTo("loud");
    assertThat(changes.toString()).doesNotContain("rotated-secret", Workbench.SECRET);
  }
}
