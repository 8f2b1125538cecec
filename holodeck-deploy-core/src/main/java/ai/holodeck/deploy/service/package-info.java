/** The port to whatever runs services: deploy, find, status, destroy, and optional abilities. */
@NullMarked
package ai.holodeck.deploy.service;

import org.jspecify.annotations.NullMarked;
