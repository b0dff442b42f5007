package io.muster.server.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Answers, in the words of one interface, requests that did not get in. An interface without a bean of this kind answers
 * in its {@link io.muster.server.http.ErrorEnvelope}, else with problem documents.
 */
public interface RefusalWriter {
    Front front();

    /** Writes the body. Status and headers, {@code Content-Type} excepted, are set. */
    void write(HttpServletRequest request, HttpServletResponse response, Refusal refusal) throws IOException;
}
