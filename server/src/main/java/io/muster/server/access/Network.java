package io.muster.server.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;

/** Addresses as what can be held to a limit. */
public final class Network {
    private static final int HALF = 8;

    private Network() {}

    /**
     * What belongs to one holder: an IPv4 address, or the 2^64 addresses beside an IPv6 one. Numeric
     * addresses only.
     */
    public static String of(String address) {
        return address.indexOf(':') < 0 ? address : of(InetAddress.ofLiteral(address));
    }

    /** As {@link #of(String)}. */
    public static String of(InetAddress address) {
        if (!(address instanceof Inet6Address wide)) {
            return address.getHostAddress();
        }
        byte[] bytes = wide.getAddress();
        Arrays.fill(bytes, HALF, bytes.length, (byte) 0);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < HALF; i += 2) {
            text.append(Integer.toHexString(((bytes[i] & 0xff) << 8) | (bytes[i + 1] & 0xff)))
                    .append(':');
        }
        return text + ":/64";
    }
}
