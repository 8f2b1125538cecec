package ai.holodeck.deploy.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.cli.command.Workbench.Result;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryCommandTest {
  @TempDir Path folder;
  private Workbench bench;

  @BeforeEach
  void prepare() {
    bench = new Workbench(folder);
  }

  @Test
  void historyOfAnAgentThatWasNeverDeployedIsEmpty() {
    assertThat(run("history")).isEqualTo(new Result(0, "nothing was ever deployed\n", ""));
  }

  @Test
  void historyListsTheNewestFirst() {
    run("deploy");
    run("destroy", "--force");
    List<String> lines = run("history").output().lines().toList();

    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).startsWith("RELEASE").endsWith("IMAGE");
    assertThat(lines.get(1)).contains("2026-01-02T03:04:05Z", "destroy   succeeded");
    assertThat(lines.get(2)).contains("deploy    succeeded   registry.example/acme/support:v1");
    assertThat(run("history", "-q").output().lines()).hasSize(2).allMatch(id -> id.length() == 36);
  }

  @Test
  void historyAsJsonHasTheConfigurationWithSecretsByNameOnly() throws Exception {
    run("deploy");
    Result result = run("history", "-o", "json");
    JsonNode release = new ObjectMapper().readTree(result.output()).get("releases").get(0);

    assertThat(release.get("result").asText()).isEqualTo("succeeded");
    assertThat(release.get("image_id").asText()).startsWith("sha256:");
    assertThat(release.at("/config/environment/MODE").asText()).isEqualTo("quiet");
    assertThat(release.at("/config/environment/API_KEY").isNull()).isTrue();
    assertThat(release.at("/config/port").asInt()).isEqualTo(8080);
    assertThat(result.output()).doesNotContain(Workbench.SECRET);
  }

  @Test
  void rollbackStartsWhatRanBefore() throws Exception {
    run("deploy");
    bench.write(Workbench.AGENT.replace("MODE: quiet", "MODE: loud"));
    run("deploy");
    Result back = run("rollback");

    assertThat(back.exitCode()).isZero();
    assertThat(back.error()).contains("going back to release");
    assertThat(bench.provider.requests).hasSize(3);
    assertThat(bench.provider.requests.get(2).environment())
        .isEqualTo(bench.provider.requests.get(0).environment());
    JsonNode status = new ObjectMapper().readTree(run("status", "-o", "json").output());
    assertThat(status.get("config").asText()).isEqualTo("changed");
  }

  @Test
  void rollbackWithNothingToGoBackToEndsWithTwo() {
    run("deploy");
    Result refused = run("rollback");

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.error()).contains("error[RELEASE_UNKNOWN]", "holodeck history");
  }

  private Result run(String command, String... options) {
    String[] words = new String[options.length + 2];
    words[0] = command;
    System.arraycopy(options, 0, words, 1, options.length);
    words[words.length - 1] = bench.file.toString();
    return bench.run(words);
  }
}
