/** The adapter for a Docker-compatible engine: builds images there and runs services on it. */
@NullMarked
package ai.holodeck.deploy.docker;

import org.jspecify.annotations.NullMarked;
