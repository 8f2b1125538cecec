/** Tests of the Docker adapter. */
@NullMarked
package ai.holodeck.deploy.docker;

import org.jspecify.annotations.NullMarked;
