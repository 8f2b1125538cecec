/** The command line: where the process starts and where it ends. */
@NullMarked
package ai.holodeck.deploy.cli;

import org.jspecify.annotations.NullMarked;
