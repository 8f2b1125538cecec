/** Code that breaks a rule. */
@NullMarked
package ai.holodeck.deploy.cli.architecture.broken.coresees.docker;

import org.jspecify.annotations.NullMarked;
