package io.muster.server.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;
import org.springframework.stereotype.Component;

/**
 * Resolves names for connections that go out, to addresses that {@link AddressGuard} allows. A client connects to what
 * this returns and never asks again, so that a name cannot change its address between the check and the connection.
 * Thread-safe.
 */
@Component
public class GuardedResolver implements DnsResolver {

    private final AddressGuard guard;
    private final NameService names;

    GuardedResolver(AddressGuard guard, NameService names) {
        this.guard = guard;
        this.names = names;
    }

    /**
     * The host's addresses that may be connected to; at least one.
     *
     * @param host a name, or an address as text
     * @throws ForbiddenAddressException where it has addresses, but none that is allowed
     */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] allowed = Stream.of(found(host)).filter(guard::allows).toArray(InetAddress[]::new);
        if (allowed.length == 0) {
            throw new ForbiddenAddressException(host);
        }
        return allowed;
    }

    private InetAddress[] found(String host) throws UnknownHostException {
        try {
            return names.resolve(host);
        } catch (UnknownHostException e) {
            UnknownHostException told = new UnknownHostException("The host " + host + " was not found.");
            told.initCause(e);
            throw told;
        }
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
