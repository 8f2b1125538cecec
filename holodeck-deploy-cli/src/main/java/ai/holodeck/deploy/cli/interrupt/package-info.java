/** Ends a command in order when the process is told to stop. */
@NullMarked
package ai.holodeck.deploy.cli.interrupt;

import org.jspecify.annotations.NullMarked;
