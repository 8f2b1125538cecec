/** Code that breaks a rule. */
@NullMarked
package ai.holodeck.deploy.cli.architecture.broken.wide.image;

import org.jspecify.annotations.NullMarked;
