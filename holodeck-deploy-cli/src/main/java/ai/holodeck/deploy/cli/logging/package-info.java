/** Decides what the libraries may log, and where to. */
@NullMarked
package ai.holodeck.deploy.cli.logging;

import org.jspecify.annotations.NullMarked;
