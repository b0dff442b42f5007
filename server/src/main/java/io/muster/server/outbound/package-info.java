/**
 * Everything that this server sends to addresses that its callers chose goes through here: names are resolved, each
 * address is checked, and the connection is made to the address that was checked. {@link
 * io.muster.server.outbound.OutboundClient} calls URLs; {@link io.muster.server.outbound.GuardedResolver} is for other clients.
 */
@NullMarked
package io.muster.server.outbound;

import org.jspecify.annotations.NullMarked;
