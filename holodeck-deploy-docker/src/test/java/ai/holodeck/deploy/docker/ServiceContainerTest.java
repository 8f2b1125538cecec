package ai.holodeck.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.core.DockerClientConfig;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an engine says of a container, read. */
class ServiceContainerTest {
  @ParameterizedTest
  @CsvSource({
    "running, true, false, true, true",
    "paused, true, false, true, true",
    "restarting, true, true, false, true",
    "restarting, false, true, false, true",
    "exited, false, false, false, false",
    "created, false, false, false, false",
    "dead, false, false, false, false"
  })
  void containerBetweenTwoRunsDoesNotRunAndHoldsItsPorts(
      String status, boolean running, boolean restarting, boolean runs, boolean holds)
      throws IOException {
    ServiceContainer container =
        new ServiceContainer(
            DockerClientConfig.getDefaultObjectMapper()
                .readValue(
                    "{\"State\": {\"Status\": \"%s\", \"Running\": %s, \"Restarting\": %s}}"
                        .formatted(status, running, restarting),
                    InspectContainerResponse.class));

    assertThat(container.isRunning()).isEqualTo(runs);
    assertThat(container.holdsPorts()).isEqualTo(holds);
  }
}
