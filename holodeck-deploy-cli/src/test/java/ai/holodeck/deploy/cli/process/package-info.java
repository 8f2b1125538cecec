/** The program as its users have it: a jar or a script, run in a process of its own. */
@NullMarked
package ai.holodeck.deploy.cli.process;

import org.jspecify.annotations.NullMarked;
