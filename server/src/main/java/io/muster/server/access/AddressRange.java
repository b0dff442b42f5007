package io.muster.server.access;

import java.math.BigInteger;
import java.net.InetAddress;

/**
 * Addresses that begin with the same bits.
 *
 * @param first their bits, and then whatever was written
 * @param length 32 or 128
 * @param fixed how many bits all of them begin with
 */
record AddressRange(BigInteger first, int length, int fixed) {

    /** A range that {@link AddressList#check} let pass. */
    static AddressRange of(String range) {
        int slash = range.indexOf('/');
        byte[] address = InetAddress.ofLiteral(slash < 0 ? range : range.substring(0, slash))
                .getAddress();
        int length = address.length * Byte.SIZE;
        int fixed = slash < 0 ? length : Integer.parseInt(range.substring(slash + 1));
        return new AddressRange(new BigInteger(1, address), length, fixed);
    }

    /** Whether all of the other are in this one. */
    boolean covers(AddressRange other) {
        return length == other.length
                && fixed <= other.fixed
                && first.xor(other.first).bitLength() <= length - fixed;
    }
}
