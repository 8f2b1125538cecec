package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.environment.Secret;

/** The service gets its environment as it was given, to the byte. */
interface EnvironmentRules extends DeployerRules {
  /** More than a pipe or a page holds, and less than Linux takes for one string (128 KiB). */
  int LARGE = 32 * 1024;

  @Rule(
      id = "DEP-40",
      text = "Quotes, dollar signs, equal signs and backslashes MUST arrive unchanged.")
  default void specialCharacters() {
    assertArrives("a'b\"c`d$HOME ${HOME} $(id) %PATH% e=f==g \\ \\n \\\\ ; & | # * ~ !");
  }

  @Rule(id = "DEP-41", text = "Line breaks and blanks at both ends MUST arrive unchanged.")
  default void lineBreaks() {
    assertArrives("  first\nsecond\r\nthird\tfourth\n\n ");
  }

  @Rule(id = "DEP-42", text = "Unicode MUST arrive unchanged.")
  default void unicode() {
    assertArrives("grüße 日本語 \uD83D\uDE80 e\u0301");
  }

  @Rule(id = "DEP-43", text = "An empty value MUST arrive as an empty value.")
  default void emptyValue() {
    assertArrives("");
  }

  @Rule(id = "DEP-44", text = "A value of 32 KiB MUST arrive unchanged.")
  default void largeValue() {
    assertArrives("0123456789abcdef".repeat(LARGE / 16));
  }

  @Rule(id = "DEP-45", text = "A secret value MUST arrive unchanged.")
  default void secretValue() {
    String value = "kit $ecret = 'value'";
    ProbeClient probe =
        trial().probe(trial().deploy("v1", new EnvironmentVariable("KIT_VALUE", Secret.of(value))));

    assertThat(probe.variable("KIT_VALUE")).contains(value);
  }

  private void assertArrives(String value) {
    ProbeClient probe =
        trial()
            .probe(
                trial()
                    .deploy(
                        "v1",
                        DeployerTrial.variable("KIT_VALUE", value),
                        DeployerTrial.variable("KIT_NEXT", "next")));

    assertThat(probe.variable("KIT_VALUE")).contains(value);
    assertThat(probe.variable("KIT_NEXT")).contains("next");
  }
}
