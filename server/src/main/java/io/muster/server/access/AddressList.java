package io.muster.server.access;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * The addresses that something may be used from, as IPv4 and IPv6 addresses and CIDR ranges.
 *
 * @param ranges as written; none allow every address
 */
public record AddressList(List<String> ranges) {
    /** Names are refused: looking one up would let whoever owns the zone decide who gets in. */
    private static final Pattern NUMERIC =
            Pattern.compile("[0-9.]+(/\\d{1,2})?|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(/\\d{1,3})?");

    private static final AddressList ANY = new AddressList(List.of());

    public AddressList {
        ranges = List.copyOf(ranges);
    }

    public static AddressList any() {
        return ANY;
    }

    /**
     * Gives back a range that is one.
     *
     * @throws MusterException WRONG_TYPE
     */
    public static String check(String range) {
        try {
            if (NUMERIC.matcher(range).matches()) {
                new IpAddressMatcher(range);
                return range;
            }
        } catch (IllegalArgumentException e) {
            throw refused(range, e);
        }
        throw refused(range, null);
    }

    /** Whether an address is in it. */
    public boolean allows(String address) {
        return ranges.isEmpty() || covers(address);
    }

    /** Whether an address is in one of the ranges; in none where there are none. What is no address is in none. */
    public boolean covers(String address) {
        return !ranges.isEmpty()
                && Network.literal(address).map(InetAddress::getHostAddress).stream()
                        .anyMatch(numeric ->
                                ranges.stream().anyMatch(range -> new IpAddressMatcher(range).matches(numeric)));
    }

    /** Whether every address of the other is in this one. */
    boolean covers(AddressList other) {
        return ranges.isEmpty()
                || (!other.ranges.isEmpty() && other.ranges.stream().allMatch(this::coversRange));
    }

    private boolean coversRange(String other) {
        return ranges.stream().anyMatch(range -> AddressRange.of(range).covers(AddressRange.of(other)));
    }

    String write() {
        return String.join(" ", ranges);
    }

    static AddressList read(String written) {
        return new AddressList(
                Arrays.stream(written.split(" ")).filter(it -> !it.isEmpty()).toList());
    }

    private static MusterException refused(String range, @org.jspecify.annotations.Nullable Exception cause) {
        return new MusterException(
                ErrorCode.WRONG_TYPE,
                "'" + range + "' is not an address or a CIDR range; give one such as 203.0.113.0/24 or 2001:db8::/32.",
                cause);
    }
}
