package io.muster.server.idempotency;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What a POST answers.
 *
 * @param location the path of what was made, if it has one
 * @param isConfidential whether the body has a secret, so that it is kept sealed for being asked again
 * @param project the id of the one that was made, with which the answer goes; null for any other answer
 */
public record Made(
        int status,
        @Nullable String location,
        Object body,
        boolean isConfidential,
        @Nullable String project) {

    /** 201 with the path of what was made. */
    public static Made at(String location, Object body) {
        return new Made(HttpStatus.CREATED.value(), location, body, false, null);
    }

    /** 202 with the path of what is being made. */
    public static Made accepted(String location, Object body) {
        return new Made(HttpStatus.ACCEPTED.value(), location, body, false, null);
    }

    /** 200 and a body alone. */
    public static Made ok(Object body) {
        return new Made(HttpStatus.OK.value(), null, body, false, null);
    }

    /** The same, with a secret in its body. */
    public Made confidential() {
        return new Made(status, location, body, true, project);
    }

    /** The same, as a project that was made. */
    public Made project(String id) {
        return new Made(status, location, body, isConfidential, id);
    }
}
