/** What a command prints: results, progress, questions and failures, as text or as JSON. */
@NullMarked
package ai.holodeck.deploy.cli.console;

import org.jspecify.annotations.NullMarked;
