/** Code that breaks a rule. */
@NullMarked
package ai.holodeck.deploy.cli.architecture.broken.parsing.docker;

import org.jspecify.annotations.NullMarked;
