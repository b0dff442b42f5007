package io.muster.engine.match;

import java.util.Arrays;

/**
 * Whether one profile's events have a sequence in them. For one thread.
 *
 * <p>Step after step, each event that can be taken for the step is given the latest first event from which it can be
 * reached. The latest event that can be taken for the step before is always as good as any earlier one: it is nearer, so
 * that less can lie between and no {@code max} forbids it that allows an earlier one, and by induction its own first
 * event is no earlier. So one pass over the events is enough for each step.
 */
final class SequenceMatcher {

    private static final long NONE = Long.MIN_VALUE;

    private final SequenceRules rules;
    private long[] reached = new long[16];
    private long[] reaching = new long[16];

    SequenceMatcher(SequenceRules rules) {
        this.rules = rules;
    }

    /**
     * @param times ascending, each once; epoch milliseconds
     * @param events the bits of what happened at each of these times
     */
    boolean matches(long[] times, int[] events, int size) {
        if (reached.length < size) {
            reached = new long[size * 2];
            reaching = new long[size * 2];
        }
        boolean any = begin(rules.steps().getFirst(), times, events, size);
        for (int i = 1; i < rules.steps().size() && any; i++) {
            any = follow(rules.steps().get(i), times, events, size);
            long[] done = reached;
            reached = reaching;
            reaching = done;
        }
        return any && isShortEnough(times, size);
    }

    private boolean begin(SequenceRules.Step step, long[] times, int[] events, int size) {
        boolean any = false;
        for (int at = 0; at < size; at++) {
            boolean here = (events[at] & step.event()) != 0;
            reached[at] = here ? times[at] : NONE;
            any |= here;
        }
        return any;
    }

    private boolean follow(SequenceRules.Step step, long[] times, int[] events, int size) {
        Arrays.fill(reaching, 0, size, NONE);
        boolean any = false;
        int before = 0;
        int latest = -1;
        long forbidden = NONE;
        for (int at = 0; at < size; at++) {
            while (before < at && times[before] <= times[at] - step.min()) {
                latest = reached[before] == NONE ? latest : before;
                before++;
            }
            if ((events[at] & step.event()) != 0
                    && latest >= 0
                    && times[at] - times[latest] <= step.max()
                    && times[latest] >= forbidden) {
                reaching[at] = reached[latest];
                any = true;
            }
            if ((events[at] & step.without()) != 0) {
                forbidden = times[at];
            }
        }
        return any;
    }

    private boolean isShortEnough(long[] times, int size) {
        for (int at = 0; at < size; at++) {
            if (reached[at] != NONE && times[at] - reached[at] <= rules.span()) {
                return true;
            }
        }
        return false;
    }
}
