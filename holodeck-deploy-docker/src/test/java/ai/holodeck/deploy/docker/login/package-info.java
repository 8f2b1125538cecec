@NullMarked
package ai.holodeck.deploy.docker.login;

import org.jspecify.annotations.NullMarked;
