package ai.holodeck.deploy.tck;

/** What the rules of an image builder work with. */
interface BuildRules {
  /** The builder on trial; one for each rule. */
  ImageBuilderTrial trial();
}
