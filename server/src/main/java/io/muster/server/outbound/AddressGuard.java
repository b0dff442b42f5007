package io.muster.server.outbound;

import io.muster.server.config.MusterProperties;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.security.util.matcher.InetAddressMatcher;
import org.springframework.security.util.matcher.InetAddressMatchers;
import org.springframework.stereotype.Component;

/**
 * Says which addresses callers may have this server connect to: those of the public Internet, and what {@code
 * muster.outbound.allow} adds. What is left out are IANA's special-purpose registries, and addresses that are public but
 * answer only inside of a cloud. Thread-safe.
 */
@Component
public class AddressGuard {

    private static final List<InetAddressMatcher> CLOSED_IPV4 = networks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "168.63.129.16/32");

    /** Only this is given out to networks; all else is loopback, local, multicast, a translation or nobody's. */
    private static final InetAddressMatcher GLOBAL_IPV6 = network("2000::/3");

    /** Teredo, 6to4 and their kin, which carry an IPv4 address along, and what documents use. */
    private static final List<InetAddressMatcher> CLOSED_IPV6 =
            networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    /** How networks without IPv4 reach IPv4 addresses: the last four bytes are one. */
    private static final InetAddressMatcher NAT64 = network("64:ff9b::/96");

    private final List<InetAddressMatcher> allowed;

    AddressGuard(MusterProperties properties) {
        this.allowed = properties.outbound().allow().stream()
                .map(AddressGuard::setting)
                .toList();
    }

    /** Whether a connection to this address may be made. */
    public boolean allows(InetAddress address) {
        return matches(allowed, address) || isPublic(address);
    }

    private static boolean isPublic(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return !matches(CLOSED_IPV4, address);
        }
        if (NAT64.matches(address)) {
            return isPublic(embedded(address));
        }
        return GLOBAL_IPV6.matches(address) && !matches(CLOSED_IPV6, address);
    }

    private static InetAddress embedded(InetAddress address) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), 12, 16));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static boolean matches(List<InetAddressMatcher> networks, InetAddress address) {
        return networks.stream().anyMatch(network -> network.matches(address));
    }

    private static List<InetAddressMatcher> networks(String... networks) {
        return Stream.of(networks).map(AddressGuard::network).toList();
    }

    private static InetAddressMatcher network(String network) {
        return InetAddressMatchers.fromIpAddress(network);
    }

    private static InetAddressMatcher setting(String network) {
        try {
            return network(network.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "muster.outbound.allow: '" + network + "' is not a network; give one such as 10.1.0.0/16.", e);
        }
    }
}
