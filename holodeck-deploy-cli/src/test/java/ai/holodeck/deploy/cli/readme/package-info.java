/** The README's program, compiled and run. */
@NullMarked
package ai.holodeck.deploy.cli.readme;

import org.jspecify.annotations.NullMarked;
