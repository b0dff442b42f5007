package io.muster.server.catalog;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * Makes ids: a prefix, an underscore, nine characters of time and thirteen of chance, such as
 * {@code p_1jf2x8k4m0a7...}. Those of one catalogue sort as they were made: within a millisecond, or after the clock was
 * put back, an id is a chance step above the one before it. Since keys have no underscore, no key is ever an id. Thread-safe.
 */
public final class Ids {
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final char[] ALPHABET = DIGITS.toCharArray();
    private static final int TIME_CHARACTERS = 9;
    private static final int RANDOM_CHARACTERS = 13;
    private static final int STEP_BITS = 40;

    private final Clock clock;
    private final RandomGenerator random;
    private long time = Long.MIN_VALUE;
    private long chance;

    public Ids(Clock clock) {
        this(clock, new SecureRandom());
    }

    /** @param random has to be thread-safe */
    public Ids(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** Has all ids from now on sort after every one that was made up to that time, whatever the clock says. */
    synchronized void follow(long millis) {
        if (millis >= time) {
            time = millis + 1;
            chance = random.nextLong(Long.MAX_VALUE);
        }
    }

    /** The time that an id begins with, in milliseconds; empty where it is not one that was made here. */
    static OptionalLong time(String id) {
        int begin = id.indexOf('_') + 1;
        if (begin == 0 || id.length() != begin + TIME_CHARACTERS + RANDOM_CHARACTERS) {
            return OptionalLong.empty();
        }
        long time = 0;
        for (int i = begin; i < begin + TIME_CHARACTERS; i++) {
            int digit = DIGITS.indexOf(id.charAt(i));
            if (digit < 0) {
                return OptionalLong.empty();
            }
            time = time << 5 | digit;
        }
        return OptionalLong.of(time);
    }

    /** A new id, or {@code next("r")} for one that starts with {@code r_}. */
    public synchronized String next(String prefix) {
        long now = clock.millis();
        chance += 1 + random.nextLong(1L << STEP_BITS);
        if (now > time || chance < 0) {
            time = Math.max(now, time + 1);
            chance = random.nextLong(Long.MAX_VALUE);
        }
        StringBuilder id = new StringBuilder(prefix).append('_');
        append(id, time, TIME_CHARACTERS);
        append(id, chance, RANDOM_CHARACTERS);
        return id.toString();
    }

    private static void append(StringBuilder id, long number, int characters) {
        for (int shift = 5 * (characters - 1); shift >= 0; shift -= 5) {
            id.append(ALPHABET[(int) (number >>> shift) & 31]);
        }
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
