package ai.holodeck.deploy.config;

import ai.holodeck.deploy.error.Position;

/** A value of a configuration file and its place. Immutable. */
public sealed interface Node permits Scalar, Sequence, Mapping {
  /** Where the value starts. */
  Position position();
}
