/** Code that breaks a rule. */
@NullMarked
package ai.holodeck.deploy.cli.architecture.broken.cycle.service;

import org.jspecify.annotations.NullMarked;
