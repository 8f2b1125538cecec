/** What is remembered of every deployment: current records, the lock, and the release log. */
@NullMarked
package ai.holodeck.deploy.release;

import org.jspecify.annotations.NullMarked;
