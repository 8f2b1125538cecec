/** Tests of the JSON state, with real files, locks and processes. */
@NullMarked
package ai.holodeck.deploy.state;

import org.jspecify.annotations.NullMarked;
