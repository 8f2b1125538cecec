/** Container images: their names, how they are built, and how they reach a registry. */
@NullMarked
package ai.holodeck.deploy.image;

import org.jspecify.annotations.NullMarked;
