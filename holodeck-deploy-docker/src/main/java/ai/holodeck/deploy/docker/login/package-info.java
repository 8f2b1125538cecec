/**
 * What the user has stored to log in to registries with, found as the {@code docker} command does.
 */
@NullMarked
package ai.holodeck.deploy.docker.login;

import org.jspecify.annotations.NullMarked;
