package io.muster.server.catalog;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * Makes ids: a prefix, an underscore, nine characters of time and thirteen of chance, such as
 * {@code p_1jf2x8k4m0a7...}. They sort by the millisecond of their making, and since keys have no underscore, no key is
 * ever an id. Thread-safe.
 */
public final class Ids {
    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int TIME_CHARACTERS = 9;
    private static final int RANDOM_CHARACTERS = 13;

    private final Clock clock;
    private final RandomGenerator random;

    public Ids(Clock clock) {
        this(clock, new SecureRandom());
    }

    /** @param random has to be thread-safe */
    public Ids(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** A new id, or {@code next("r")} for one that starts with {@code r_}. */
    public String next(String prefix) {
        StringBuilder id = new StringBuilder(prefix).append('_');
        long time = clock.millis();
        for (int shift = 5 * (TIME_CHARACTERS - 1); shift >= 0; shift -= 5) {
            id.append(ALPHABET[(int) (time >>> shift) & 31]);
        }
        long bits = random.nextLong();
        for (int i = 0; i < RANDOM_CHARACTERS; i++) {
            id.append(ALPHABET[(int) (bits >>> (5 * i)) & 31]);
        }
        return id.toString();
    }

    /** 256 random bits for a secret, as 52 characters. */
    public String secret() {
        StringBuilder secret = new StringBuilder();
        for (int i = 0; i < 52; i++) {
            secret.append(ALPHABET[random.nextInt(32)]);
        }
        return secret.toString();
    }
}
