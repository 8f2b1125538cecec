/** Code that breaks a rule. */
@NullMarked
package ai.holodeck.deploy.cli.architecture.broken.printing.docker;

import org.jspecify.annotations.NullMarked;
