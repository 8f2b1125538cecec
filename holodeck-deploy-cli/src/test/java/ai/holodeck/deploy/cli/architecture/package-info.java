/** The rules of the architecture, and code that breaks each of them. */
@NullMarked
package ai.holodeck.deploy.cli.architecture;

import org.jspecify.annotations.NullMarked;
