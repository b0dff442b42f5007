package io.muster.server.access;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** What Spring Security knows of a caller whose credentials were good. */
final class CallerAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1;

    private final transient Caller caller;
    private final transient PresentedAuthentication presented;

    CallerAuthentication(Caller caller, PresentedAuthentication presented) {
        super(List.of());
        this.caller = caller;
        this.presented = presented;
        setAuthenticated(true);
    }

    Caller caller() {
        return caller;
    }

    /** The credentials, to be looked at again. */
    PresentedAuthentication presented() {
        return presented;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return caller;
    }

    @Override
    public String getName() {
        return caller.id();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CallerAuthentication that && that.caller.equals(caller);
    }

    @Override
    public int hashCode() {
        return caller.hashCode();
    }
}
