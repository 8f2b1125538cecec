/** Tests of the variables that a service is started with. */
@NullMarked
package ai.holodeck.deploy.environment;

import org.jspecify.annotations.NullMarked;
