/** The commands and their options: parsed by picocli, carried out by the use cases of core. */
@NullMarked
package ai.holodeck.deploy.cli.command;

import org.jspecify.annotations.NullMarked;
