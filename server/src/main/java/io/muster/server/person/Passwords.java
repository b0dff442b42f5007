package io.muster.server.person;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.http.ProblemException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes passwords with Argon2id. Each hash takes 16 MB and a good part of a tenth of a second, so that few are made at
 * once, and whoever waits too long is sent away. Thread-safe.
 */
@Component
class Passwords {
    static final int SHORTEST = 12;
    static final int LONGEST = 1000;
    private static final int AT_ONCE = 2;
    private static final int WAIT_SECONDS = 5;

    private final Argon2PasswordEncoder argon2 = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    private final Semaphore free = new Semaphore(AT_ONCE, true);
    /** What to compare with where there is nobody, so that the answer takes as long. */
    private final String nobody = argon2.encode("nobody");

    /**
     * A hash to keep.
     *
     * @throws MusterException INVALID_REQUEST for a password that is too short or too long
     */
    String hash(String password) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST || length > LONGEST) {
            throw new MusterException(
                    ErrorCode.INVALID_REQUEST,
                    "password has " + length + " characters; give " + SHORTEST + " to " + LONGEST + ".");
        }
        return alone(() -> argon2.encode(password));
    }

    /** Whether the password is the hash's; false, after the same work, where there is no hash. */
    boolean matches(String password, @Nullable String hash) {
        if (password.length() > LONGEST * 2) {
            return false;
        }
        boolean same = alone(() -> argon2.matches(password, hash == null ? nobody : hash));
        return same && hash != null;
    }

    private <T> T alone(Supplier<T> work) {
        try {
            if (!free.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw ProblemException.retryAfter(
                        ErrorCode.OVERLOADED, "Too many passwords are being checked; try again.", WAIT_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MusterException(ErrorCode.OVERLOADED, "The server is stopping.", e);
        }
        try {
            return work.get();
        } finally {
            free.release();
        }
    }
}
