/** The agent as the deployment engine sees it: what to package and how to deploy it. */
@NullMarked
package ai.holodeck.deploy.agent;

import org.jspecify.annotations.NullMarked;
