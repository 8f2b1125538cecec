/** Code that breaks a rule. */
@NullMarked
package ai.holodeck.deploy.cli.architecture.broken.handlebars.image;

import org.jspecify.annotations.NullMarked;
