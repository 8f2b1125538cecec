/** Tests of the use cases, over small ports in memory. */
@NullMarked
package ai.holodeck.deploy.operation;

import org.jspecify.annotations.NullMarked;
