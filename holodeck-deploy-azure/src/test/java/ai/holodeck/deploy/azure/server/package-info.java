/**
 * A server on loopback that behaves as Azure's resource manager does for container apps; it knows
 * neither the adapter nor Azure's library.
 */
@NullMarked
package ai.holodeck.deploy.azure.server;

import org.jspecify.annotations.NullMarked;
