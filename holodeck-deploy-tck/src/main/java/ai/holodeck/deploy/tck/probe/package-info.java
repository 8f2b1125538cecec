/** The program that the kit deploys: it does what its variables say, and tells what it got. */
@NullMarked
package ai.holodeck.deploy.tck.probe;

import org.jspecify.annotations.NullMarked;
