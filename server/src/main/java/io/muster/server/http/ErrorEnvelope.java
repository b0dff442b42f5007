package io.muster.server.http;

import org.springframework.http.ResponseEntity;

/**
 * How one of the older interfaces says what went wrong. A bean of this kind words every error under its paths, from
 * whichever layer it comes; all others are answered with problem documents.
 */
public interface ErrorEnvelope {

    /** Whether answers at that path are worded by this one. */
    boolean covers(String path);

    /** Status, headers and body; the body becomes JSON. */
    ResponseEntity<Object> answer(Problem problem);
}
