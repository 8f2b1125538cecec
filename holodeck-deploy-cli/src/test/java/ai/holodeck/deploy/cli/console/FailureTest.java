package ai.holodeck.deploy.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.error.ErrorCategory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureTest {

  private static final String SECRET = "hunter2-in-a-message";

  @ParameterizedTest
  @EnumSource(CoreError.class)
  void exitCodeComesFromTheCategoryAlone(CoreError code) {
    Failure failure = Failure.of(new DeployException(code, "what", "remedy"));
    assertThat(failure.exitCode())
        .isEqualTo(code.category().exitCode())
        .isNotEqualTo(Failure.INTERNAL);
  }

  @ParameterizedTest
  @EnumSource(ErrorCategory.class)
  void exitCodesAreAsDocumented(ErrorCategory category) {
    assertThat(category.exitCode())
        .isEqualTo(
            switch (category) {
              case CONFIGURATION -> 2;
              case DEPLOYMENT -> 3;
              case STATE -> 4;
              case LOCKED -> 5;
              case INTERRUPTED -> 130;
            });
  }

  @Test
  void defectNamesItsPlaceAndHowToReportItButNotItsMessage() {
    Failure failure =
        Failure.ofDefect(new IllegalStateException(SECRET), "holodeck status --stacktrace");
    assertThat(failure.exitCode()).isEqualTo(70);
    assertThat(failure.text(false))
        .startsWith("error[INTERNAL]: this is a defect of holodeck itself")
        .contains("java.lang.IllegalStateException at ", FailureTest.class.getName())
        .contains("fix: run 'holodeck status --stacktrace' and report what it prints")
        .doesNotContain(SECRET);
  }

  @Test
  void stackTraceShowsCausesWithoutForeignMessages() {
    Exception cause = new IllegalArgumentException(SECRET);
    String trace =
        StackTrace.of(
            new DeployException(CoreError.BUILD_FAILED, "the build failed", "mend", cause));
    assertThat(trace)
        .startsWith("ai.holodeck.deploy.error.DeployException: the build failed\n    at ")
        .contains("caused by: java.lang.IllegalArgumentException\n    at ")
        .doesNotContain(SECRET);
  }

  @Test
  void stackTraceOfACircleOfCausesEnds() {
    Exception first = new IllegalStateException();
    Exception second = new IllegalStateException(first);
    first.initCause(second);
    assertThat(StackTrace.of(first)).containsOnlyOnce("caused by");
  }
}
