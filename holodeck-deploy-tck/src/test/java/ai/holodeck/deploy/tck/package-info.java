/** Tests of the kit: what is right passes, and what is wrong fails at its rule and no other. */
@NullMarked
package ai.holodeck.deploy.tck;

import org.jspecify.annotations.NullMarked;
