/** Code that breaks a rule. */
@NullMarked
package ai.holodeck.deploy.cli.architecture.broken.siblings.azure;

import org.jspecify.annotations.NullMarked;
