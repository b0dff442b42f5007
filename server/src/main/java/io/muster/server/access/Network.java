package io.muster.server.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/** Addresses as what can be held to a limit. */
public final class Network {
    private static final int HALF = 8;

    private Network() {}

    /**
     * What belongs to one holder: an IPv4 address, or the 2^64 addresses beside an IPv6 one. What is no address is one
     * holder by itself.
     */
    public static String of(String address) {
        return literal(address).map(Network::of).orElse(address);
    }

    /**
     * The address that a text writes in numbers, as IPv4 where IPv6 holds one; empty for any other text. A zone is left
     * out: it says nothing about whose address it is.
     */
    public static Optional<InetAddress> literal(String text) {
        int zone = text.indexOf('%');
        try {
            return Optional.of(InetAddress.ofLiteral(zone < 0 ? text : text.substring(0, zone)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
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
