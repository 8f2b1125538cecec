/** Finds the adapters on the class path and in the user's adapter folders, and wires each one. */
@NullMarked
package ai.holodeck.deploy.cli.adapter;

import org.jspecify.annotations.NullMarked;
