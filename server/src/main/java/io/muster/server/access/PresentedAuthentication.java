package io.muster.server.access;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** What Spring Security knows of credentials that are yet to be checked. */
final class PresentedAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1;

    private final transient Presented presented;
    private final String address;

    PresentedAuthentication(Presented presented, String address) {
        super(List.of());
        this.presented = presented;
        this.address = address;
    }

    Presented presented() {
        return presented;
    }

    String address() {
        return address;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return presented;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
