/** The variables a service is started with, and the secrets among them. */
@NullMarked
package ai.holodeck.deploy.environment;

import org.jspecify.annotations.NullMarked;
