package io.muster.client;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Asks again and again, at first often and then every two seconds. */
final class Polling {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final Pause pause;
    private final Duration atMost;
    private final String what;

    Polling(Pause pause, Duration atMost, String what) {
        this.pause = pause;
        this.atMost = atMost;
        this.what = what;
    }

    /** The first answer that will do. */
    <T> T until(Supplier<T> question, Predicate<T> done) {
        Duration waited = Duration.ZERO;
        Duration next = FIRST;
        while (true) {
            T answer = question.get();
            if (done.test(answer)) {
                return answer;
            }
            if (waited.compareTo(atMost) >= 0) {
                throw new WorkFailedException(what + " took longer than " + atMost + "; it goes on.", null);
            }
            pause.unchecked(next);
            waited = waited.plus(next);
            Duration longer = next.multipliedBy(3).dividedBy(2);
            next = longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
        }
    }
}
