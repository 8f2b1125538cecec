/** The Dockerfile: rendered from a template, every user-supplied part escaped for its place. */
@NullMarked
package ai.holodeck.deploy.dockerfile;

import org.jspecify.annotations.NullMarked;
