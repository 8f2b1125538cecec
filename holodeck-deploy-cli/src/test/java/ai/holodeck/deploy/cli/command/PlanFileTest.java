package ai.holodeck.deploy.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.cli.command.Workbench.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanFileTest {
  @TempDir Path folder;
  @TempDir Path plans;
  private Workbench bench;
  private Path plan;

  @BeforeEach
  void prepare() {
    bench = new Workbench(folder);
    plan = plans.resolve("a.plan");
  }

  @Test
  void savedPlanIsDeployedAndHoldsNoSecret() throws Exception {
    Result planned = plan();
    assertThat(planned.exitCode()).isEqualTo(10);
    assertThat(Files.readString(plan)).contains("\"format\" : 1", "\"action\" : \"create\"");
    assertThat(deploy().exitCode()).isZero();
    assertThat(bench.provider.requests).hasSize(1);

    bench.variables.put("API_KEY", "rotated-secret");
    plan();
    assertThat(Files.readString(plan))
        .contains("\"subject\" : \"secret\"")
        .doesNotContain("rotated-secret", Workbench.SECRET);
    assertThat(deploy().exitCode()).isZero();
    assertThat(bench.provider.requests).hasSize(2);
    try (Stream<Path> files = Files.list(plans)) {
      assertThat(files).containsExactly(plan);
    }
  }

  @Test
  void stalePlanIsRefused() {
    plan();
    bench.write(Workbench.AGENT.replace("MODE: quiet", "MODE: loud"));
    Result refused = deploy();

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.error()).contains("error[PLAN_STALE]", "fix: ", "holodeck plan --out");
    assertThat(bench.engine.requests).isEmpty();
    assertThat(bench.provider.requests).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "{}", "{\"format\": 2}", "{\"format\": 1, \"basis\": \"sha256:0\"}"})
  void fileThatIsNoPlanIsNamed(String content) throws Exception {
    Files.writeString(plan, content);
    Result refused = deploy();

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.error()).contains("error[USAGE]", plan.toString(), "fix: ");
    assertThat(bench.provider.requests).isEmpty();
  }

  @Test
  void planThatIsNotThereIsNamed() {
    assertThat(deploy().error()).contains("error[USAGE]: the plan " + plan + " is not there");
  }

  @Test
  void folderThatIsNotThereIsNamed() {
    Result refused =
        bench.run("plan", "--out", plans.resolve("none/a.plan").toString(), bench.file.toString());

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.error()).contains("error[USAGE]: cannot write the plan", "--out");
  }

  @Test
  void unchangedAgentIsLeftAsItIsUnlessForced() {
    bench.run("deploy", bench.file.toString());
    Result again = bench.run("deploy", bench.file.toString());

    assertThat(again.exitCode()).isZero();
    assertThat(again.output()).startsWith("running: ");
    assertThat(again.error()).contains("nothing to do: service 'service-of-support'");
    assertThat(bench.engine.requests).hasSize(1);
    assertThat(bench.provider.requests).hasSize(1);

    for (String anew : new String[] {"--force", "--no-cache", "--push", "--pull=always"}) {
      bench.provider.requests.clear();
      assertThat(bench.run("deploy", anew, bench.file.toString()).exitCode()).as(anew).isZero();
      assertThat(bench.provider.requests).as(anew).hasSize(1);
    }
  }

  private Result plan() {
    return bench.run("plan", "--out", plan.toString(), bench.file.toString());
  }

  private Result deploy() {
    return bench.run("deploy", "--plan", plan.toString(), bench.file.toString());
  }
}
