/** The build context: which files go into an image, under which name and mode. */
@NullMarked
package ai.holodeck.deploy.context;

import org.jspecify.annotations.NullMarked;
