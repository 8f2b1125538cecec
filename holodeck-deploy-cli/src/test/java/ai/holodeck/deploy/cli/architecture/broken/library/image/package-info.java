/** Code that breaks a rule. */
@NullMarked
package ai.holodeck.deploy.cli.architecture.broken.library.image;

import org.jspecify.annotations.NullMarked;
