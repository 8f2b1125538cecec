/** Configuration files: YAML with source positions, layers, substitution, and typed binding. */
@NullMarked
package ai.holodeck.deploy.config;

import org.jspecify.annotations.NullMarked;
