package io.muster.server.outbound;

import java.net.UnknownHostException;

/** The host is at a loopback, private or otherwise special address, which callers may not have the server talk to. */
public final class ForbiddenAddressException extends UnknownHostException {
    private static final long serialVersionUID = 1;

    ForbiddenAddressException(String host) {
        super(host + " is at a loopback, private or other special address; the server's setting muster.outbound.allow"
                + " says which of these may be reached.");
    }
}
