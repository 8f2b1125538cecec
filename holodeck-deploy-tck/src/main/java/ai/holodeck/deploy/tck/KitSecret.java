package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.environment.Secret;
import ai.holodeck.deploy.error.DeployException;
import java.io.PrintWriter;
import java.io.StringWriter;

/** A secret that a service has, and that nobody may be told. */
final class KitSecret {
  static final String NAME = "KIT_SECRET";

  private static final String VALUE = "kit-s3cret-value";

  private KitSecret() {}

  static EnvironmentVariable variable() {
    return new EnvironmentVariable(NAME, Secret.of(VALUE));
  }

  /** Neither in the failure, its remedy and details, nor in its causes and what they hold. */
  static void assertNotIn(DeployException failure) {
    StringWriter all = new StringWriter();
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof DeployException ours) {
        all.append(ours.remedy()).append('\n');
        ours.details().forEach(line -> all.append(line).append('\n'));
      }
    }
    failure.printStackTrace(new PrintWriter(all, true));
    assertNotIn(all.toString());
  }

  static void assertNotIn(String text) {
    assertThat(text).doesNotContain(VALUE);
  }
}
