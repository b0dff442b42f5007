package io.muster.server.idempotency;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What a POST answers.
 *
 * @param location the path of what was made, if it has one
 */
public record Made(int status, @Nullable String location, Object body) {

    /** 201 with the path of what was made. */
    public static Made at(String location, Object body) {
        return new Made(HttpStatus.CREATED.value(), location, body);
    }

    /** 202 with the path of what is being made. */
    public static Made accepted(String location, Object body) {
        return new Made(HttpStatus.ACCEPTED.value(), location, body);
    }

    /** 200 and a body alone. */
    public static Made ok(Object body) {
        return new Made(HttpStatus.OK.value(), null, body);
    }
}
