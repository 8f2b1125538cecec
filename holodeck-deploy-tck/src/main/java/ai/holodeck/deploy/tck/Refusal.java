package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.error.ErrorCode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** How a port refuses: with a {@link DeployException} of a code, and a way out. */
final class Refusal {
  private Refusal() {}

  static void assertRefused(ErrorCode code, ThrowingCallable call, String... named) {
    Throwable thrown = catchThrowable(call);
    assertThat(thrown).as("what the call threw").isInstanceOf(DeployException.class);
    DeployException refusal = (DeployException) thrown;
    assertThat(refusal.code().id()).as("code of '%s'", refusal.what()).isEqualTo(code.id());
    for (String name : named) {
      assertThat(refusal.what()).contains(name);
    }
    assertThat(refusal.remedy()).as("remedy").isNotBlank();
  }
}
