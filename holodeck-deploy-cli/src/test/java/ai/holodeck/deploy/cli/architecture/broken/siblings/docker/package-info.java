/** Code that breaks a rule. */
@NullMarked
package ai.holodeck.deploy.cli.architecture.broken.siblings.docker;

import org.jspecify.annotations.NullMarked;
