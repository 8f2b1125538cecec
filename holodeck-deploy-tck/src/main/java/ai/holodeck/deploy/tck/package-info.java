/** The rules that every adapter must pass, as tests to extend. */
@NullMarked
package ai.holodeck.deploy.tck;

import org.jspecify.annotations.NullMarked;
