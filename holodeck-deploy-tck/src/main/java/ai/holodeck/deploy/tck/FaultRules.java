package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.environment.Secret;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.error.ErrorCategory;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.ServiceState;
import ai.holodeck.deploy.tck.ProviderFaults.Fault;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.opentest4j.TestAbortedException;

/**
 * A provider that answers badly: one clear error, nothing broken, and right when it is well again.
 */
interface FaultRules extends DeployerRules {
  @Rule(
      id = "FLT-01",
      text = "A provider that says 429 MUST end in a clear error, and harm nothing.")
  default void tooManyRequests() {
    assertHarmless(Fault.TOO_MANY_REQUESTS);
  }

  @Rule(
      id = "FLT-02",
      text = "A provider that says 503 MUST end in a clear error, and harm nothing.")
  default void serverError() {
    assertHarmless(Fault.SERVER_ERROR);
  }

  @Rule(
      id = "FLT-03",
      text = "A provider that resets connections MUST end in a clear error, and harm nothing.")
  default void reset() {
    assertHarmless(Fault.RESET);
  }

  @Rule(
      id = "FLT-04",
      text =
          "A provider that never answers MUST end in a clear error at the deadline, and harm nothing.")
  default void noAnswer() {
    assertHarmless(Fault.NO_ANSWER);
  }

  @Rule(
      id = "FLT-05",
      text = "A provider that refuses the credentials MUST end in a clear error, and harm nothing.")
  default void refusedCredentials() {
    assertHarmless(Fault.REFUSED_CREDENTIALS);
  }

  private void assertHarmless(Fault fault) {
    ProviderFaults faults =
        trial()
            .harness()
            .faults()
            .orElseThrow(() -> new TestAbortedException("the harness injects no faults"));
    ProbeClient v1 = trial().probe(trial().deploy("v1"));
    DeployRequest request =
        trial()
            .request("v2", new EnvironmentVariable("KIT_SECRET", Secret.of("kit-s3cret-value")))
            .deadline(trial().harness().impatience())
            .build();

    faults.start(fault);
    Throwable thrown;
    try {
      thrown = catchThrowable(() -> trial().another().deploy(request, DeployListener.silent()));
    } finally {
      faults.stop();
    }

    assertThat(thrown).as("what the deploy threw").isInstanceOf(DeployException.class);
    DeployException failure = (DeployException) thrown;
    assertThat(failure.code().category())
        .as("category of '%s'", failure.what())
        .isIn(ErrorCategory.DEPLOYMENT, ErrorCategory.CONFIGURATION);
    assertThat(failure.remedy()).isNotBlank();
    StringWriter all = new StringWriter();
    thrown.printStackTrace(new PrintWriter(all));
    assertThat(all.toString()).doesNotContain("kit-s3cret-value");
    assertThat(v1.version()).isEqualTo("v1");
    trial().deploy("v3");
    assertThat(trial().state()).isEqualTo(ServiceState.RUNNING);
  }
}
