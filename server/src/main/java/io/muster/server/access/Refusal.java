package io.muster.server.access;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.http.ProblemException;
import org.springframework.http.HttpHeaders;

/**
 * Why a request did not get in.
 *
 * @param headers what the answer's header has to carry beside, such as {@code WWW-Authenticate}
 */
public record Refusal(ErrorCode code, String detail, HttpHeaders headers) {

    static Refusal of(RuntimeException cause) {
        return switch (cause) {
            case MusterException known -> new Refusal(known.code(), known.detail(), new HttpHeaders());
            case ProblemException known ->
                new Refusal(known.code(), String.valueOf(known.getMessage()), new HttpHeaders(known.headers()));
            default -> throw cause;
        };
    }
}
