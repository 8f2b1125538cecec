/**
 * What can go wrong: error codes, their categories, and the one exception that crosses every port.
 */
@NullMarked
package ai.holodeck.deploy.error;

import org.jspecify.annotations.NullMarked;
