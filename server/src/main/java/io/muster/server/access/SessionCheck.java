package io.muster.server.access;

import java.util.Optional;

/** Tells whose a session is. */
public interface SessionCheck {
    /**
     * The person who signed in; empty where the session is over or never was.
     *
     * @param proof the session's token against forged requests; looked at only where {@code changes}
     * @param address where the request comes from
     * @throws io.muster.model.MusterException FORBIDDEN where the proof is wrong
     */
    Optional<Caller> check(String cookie, String proof, boolean changes, String address);
}
