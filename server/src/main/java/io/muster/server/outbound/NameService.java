package io.muster.server.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Looks up a name's addresses, unchecked. */
@FunctionalInterface
public interface NameService {

    /** All addresses of the host; one at least. */
    InetAddress[] resolve(String host) throws UnknownHostException;
}
