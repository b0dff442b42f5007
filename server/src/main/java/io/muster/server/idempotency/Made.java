package io.muster.server.idempotency;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What a POST answers.
 *
 * @param location the path of what was made, if it has one
 * @param isConfidential whether the body has a secret, so that it is kept sealed for being asked again
 */
public record Made(int status, @Nullable String location, Object body, boolean isConfidential) {

    /** 201 with the path of what was made. */
    public static Made at(String location, Object body) {
        return new Made(HttpStatus.CREATED.value(), location, body, false);
    }

    /** 202 with the path of what is being made. */
    public static Made accepted(String location, Object body) {
        return new Made(HttpStatus.ACCEPTED.value(), location, body, false);
    }

    /** 200 and a body alone. */
    public static Made ok(Object body) {
        return new Made(HttpStatus.OK.value(), null, body, false);
    }

    /** The same, with a secret in its body. */
    public Made confidential() {
        return new Made(status, location, body, true);
    }
}
