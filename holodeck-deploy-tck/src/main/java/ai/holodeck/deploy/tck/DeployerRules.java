package ai.holodeck.deploy.tck;

/** What the rules of a deployer work with. */
interface DeployerRules {
  /** The deployer on trial; one for each rule. */
  DeployerTrial trial();
}
