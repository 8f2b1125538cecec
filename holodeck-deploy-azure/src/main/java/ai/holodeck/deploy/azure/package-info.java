/** Azure Container Apps as a provider: its settings, its names, and what it can do. */
@NullMarked
package ai.holodeck.deploy.azure;

import org.jspecify.annotations.NullMarked;
