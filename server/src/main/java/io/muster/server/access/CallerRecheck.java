package io.muster.server.access;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Looks again at the credentials of requests that have waited or whose bodies took long: what was revoked meanwhile is to
 * work no more. Thread-safe.
 */
@Component
public class CallerRecheck {

    private final CredentialCheck check;

    CallerRecheck(CredentialCheck check) {
        this.check = check;
    }

    /**
     * Ends the request that this thread works for, unless its credentials are worth what they were when it came. Does
     * nothing where it came without any.
     *
     * @throws MusterException UNAUTHORIZED where they are not good any more, FORBIDDEN where they now allow less
     */
    public void require() {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication known
                && !now(known).mayAllThat(known.caller())) {
            throw new MusterException(
                    ErrorCode.FORBIDDEN,
                    "These credentials allow less by now than they did when the request came; ask again.");
        }
    }

    private Caller now(CallerAuthentication known) {
        return check.caller(known.presented())
                .orElseThrow(() -> new MusterException(
                        ErrorCode.UNAUTHORIZED, "The session ended before the request did; sign in again."));
    }
}
