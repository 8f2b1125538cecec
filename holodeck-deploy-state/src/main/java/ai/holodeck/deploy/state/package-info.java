/** Deployment records, locks and the release log in JSON files beside the agent file. */
@NullMarked
package ai.holodeck.deploy.state;

import org.jspecify.annotations.NullMarked;
