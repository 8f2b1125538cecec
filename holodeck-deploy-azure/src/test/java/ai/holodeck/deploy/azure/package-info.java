/** Tests of what the provider azure says without reaching Azure. */
@NullMarked
package ai.holodeck.deploy.azure;

import org.jspecify.annotations.NullMarked;
