/** Code that breaks a rule. */
@NullMarked
package ai.holodeck.deploy.cli.architecture.broken.injected.docker;

import org.jspecify.annotations.NullMarked;
