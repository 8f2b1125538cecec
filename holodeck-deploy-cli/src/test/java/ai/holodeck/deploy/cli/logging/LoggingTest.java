package ai.holodeck.deploy.cli.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.cli.console.Loudness;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LoggingTest {

  private static final String SECRET = "Authorization: Bearer hunter2";
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @AfterEach
  void reset() {
    LogManager.getLogManager().reset();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.github.dockerjava.core.command.AbstrDockerCmd",
        "com.github.dockerjava.zerodep.shaded.org.apache.hc.client5.http.wire",
        "org.apache.hc.client5.http.headers",
        "com.azure.core.http.HttpClient",
        "jdk.httpclient.HttpClient",
        "com.example.thirdparty.Client"
      })
  void debugLogsOfLibrariesAreNeverShown(String name) {
    configure(Loudness.VERBOSE);
    Logger logger = LoggerFactory.getLogger(name);
    logger.debug(SECRET);
    logger.trace(SECRET);
    assertThat(logger.isDebugEnabled()).isFalse();
    assertThat(printed()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Loudness.class,
      names = {"QUIET", "NORMAL"})
  void librariesAreSilentUnlessAsked(Loudness loudness) {
    configure(loudness);
    LoggerFactory.getLogger("com.github.dockerjava.core").error("failed");
    LoggerFactory.getLogger("com.example").warn("careful");
    LoggerFactory.getLogger("ai.holodeck.deploy.docker").warn("careful");
    assertThat(printed()).isEmpty();
    LoggerFactory.getLogger("ai.holodeck.deploy.docker").error("broken");
    assertThat(printed()).isEqualTo("[SEVERE] ai.holodeck.deploy.docker: broken\n");
  }

  @Test
  void verboseShowsOurDetailsAndWhatLibrariesSayToUsers() {
    configure(Loudness.VERBOSE);
    LoggerFactory.getLogger("ai.holodeck.deploy.docker").debug("asking {}", "the engine");
    LoggerFactory.getLogger("com.example").info("hello");
    LoggerFactory.getLogger("com.github.dockerjava.core").warn("old engine");
    assertThat(printed())
        .isEqualTo(
            """
            [FINE] ai.holodeck.deploy.docker: asking the engine
            [INFO] com.example: hello
            [WARNING] com.github.dockerjava.core: old engine
            """);
  }

  @Test
  void messagesOfExceptionsAreLeftOut() {
    configure(Loudness.VERBOSE);
    LoggerFactory.getLogger("ai.holodeck").warn("odd", new IllegalStateException(SECRET));
    assertThat(printed())
        .isEqualTo("[WARNING] ai.holodeck: odd (java.lang.IllegalStateException)\n");
  }

  private void configure(Loudness loudness) {
    Logging.configure(loudness, new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
