package io.muster.server.access;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Looks again at the credentials of requests that have waited: what was revoked meanwhile is to work no more. Thread-safe. */
@Component
public class CallerRecheck {

    private final CredentialCheck check;

    CallerRecheck(CredentialCheck check) {
        this.check = check;
    }

    /**
     * Ends the request that this thread works for, unless its credentials are worth what they were when it came.
     *
     * @throws MusterException UNAUTHORIZED where they are not good any more, FORBIDDEN where they now allow something else
     */
    public void require() {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication known
                && !check.caller(known.presented()).equals(Optional.of(known.caller()))) {
            throw new MusterException(
                    ErrorCode.FORBIDDEN,
                    "What these credentials allow has changed while the request waited; ask again.");
        }
    }
}
