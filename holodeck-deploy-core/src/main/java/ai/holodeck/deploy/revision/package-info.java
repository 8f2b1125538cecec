/** The source revision that an image is built from, and the tag derived from it. */
@NullMarked
package ai.holodeck.deploy.revision;

import org.jspecify.annotations.NullMarked;
