/** What is in the images that agents become, read back from a real engine. */
@NullMarked
package ai.holodeck.deploy.cli.image;

import org.jspecify.annotations.NullMarked;
