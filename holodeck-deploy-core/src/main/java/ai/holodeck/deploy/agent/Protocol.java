package ai.holodeck.deploy.agent;

import java.util.Arrays;
import java.util.Optional;

/** The protocol that the agent's server speaks. */
public enum Protocol {
  /** REST. */
  REST("rest"),
  /** AG-UI. */
  AG_UI("ag-ui"),
  /** Both. */
  BOTH("both");

  private final String word;

  Protocol(String word) {
    this.word = word;
  }

  /** As written in the agent file and given to the server. */
  public String word() {
    return word;
  }

  /** The protocol of a word. */
  public static Optional<Protocol> of(String word) {
    return Arrays.stream(values()).filter(protocol -> protocol.word.equals(word)).findFirst();
  }
}
