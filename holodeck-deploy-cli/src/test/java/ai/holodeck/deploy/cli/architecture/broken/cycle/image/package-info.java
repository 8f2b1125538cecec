/** Code that breaks a rule. */
@NullMarked
package ai.holodeck.deploy.cli.architecture.broken.cycle.image;

import org.jspecify.annotations.NullMarked;
