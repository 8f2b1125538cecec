/** Code that breaks a rule. */
@NullMarked
package ai.holodeck.deploy.cli.architecture.broken.oddsandends.util;

import org.jspecify.annotations.NullMarked;
