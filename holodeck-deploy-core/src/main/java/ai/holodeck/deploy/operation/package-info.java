/** The use cases: build, run, status, logs, destroy; plain classes over the ports. */
@NullMarked
package ai.holodeck.deploy.operation;

import org.jspecify.annotations.NullMarked;
