package ai.holodeck.deploy.tck;

/** What the rules of a store work with. */
interface StateRules {
  /** The store on trial; one for each rule. */
  StateTrial trial();
}
