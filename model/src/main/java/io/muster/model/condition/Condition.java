package io.muster.model.condition;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A condition selects a set of profiles. Two-valued: a profile is in the set or not, never unknown. */
public sealed interface Condition {

    /** Profiles in every set; everyone for an empty list. */
    record All(List<Condition> conditions) implements Condition {
        public All {
            conditions = List.copyOf(conditions);
        }
    }

    /** Profiles in at least one set; no one for an empty list. */
    record Any(List<Condition> conditions) implements Condition {
        public Any {
            conditions = List.copyOf(conditions);
        }
    }

    /** Profiles not in the set. */
    record Not(Condition condition) implements Condition {}

    /** Profiles whose attribute satisfies every test: at least one, each operator at most once, in its order. */
    record Attribute(String name, List<Test> tests) implements Condition {
        public Attribute {
            tests = Tests.ordered(tests);
        }
    }

    /** Profiles that bear the tag. */
    record Tag(String name) implements Condition {}

    /** Profiles that have (or, for {@code false}, lack) an e-mail, mobile or CRM id. */
    record Known(boolean known) implements Condition {
        /** The keyspaces that make a profile known. */
        public static final List<String> KEYSPACES = List.of("email", "mobile", "crm_id");
    }

    /** Profiles that have a key in the keyspace. */
    record Identity(String keyspace) implements Condition {}

    /** Members of the segment, named by id or key, as of the same data version. */
    record InSegment(String segment) implements Condition {}

    /** The profiles named; unknown ids select no one. */
    record Profiles(List<String> ids) implements Condition {
        public Profiles {
            ids = List.copyOf(ids);
        }
    }

    /** Profiles whose events of that name, matching {@code where} and inside the window, satisfy the measure. */
    record Event(
            String name,
            @Nullable PropertyCondition where,
            @Nullable Window within,
            Measure measure) implements Condition {}

    /**
     * Profiles with an event for each step, every one later than that of the step before it (never at the same
     * instant), as far after it as the step says, with nothing in between that the step forbids.
     *
     * @param steps from 2 to 30, counting what they forbid as steps too
     * @param span at most so long from the first step's event to the last one's; null for any time
     * @param within where all these events are; what is outside forbids nothing either
     */
    record Sequence(
            List<Step> steps,
            @Nullable Duration span,
            @Nullable Window within) implements Condition {
        /** Steps, and things they forbid, that a sequence may have together. */
        public static final int MAX_STEPS = 30;

        public Sequence {
            steps = List.copyOf(steps);
            span = span == null ? null : Durations.checked(span);
            int parts =
                    steps.stream().mapToInt(step -> 1 + step.without().size()).sum();
            if (steps.size() < 2 || parts > MAX_STEPS) {
                throw new IllegalArgumentException("2 to " + MAX_STEPS + " steps, not " + parts);
            }
            if (steps.getFirst().after() != null || !steps.getFirst().without().isEmpty()) {
                throw new IllegalArgumentException("nothing is before the first step: " + steps.getFirst());
            }
        }
    }

    /**
     * Profiles whose last known location, the numbers in the attributes {@code location.lat} and {@code location.lon}
     * in degrees, is at most so far from a point: along the great circle of a sphere of radius {@value #EARTH_KM} km.
     * Numbers that are no latitude or longitude are no location.
     *
     * @param lat degrees north, from −90 to 90
     * @param lon degrees east, from −180 to 180
     * @param km more than 0 and at most {@value #MAX_KM}, which is everywhere
     */
    record Near(double lat, double lon, double km) implements Condition {
        /** The earth's mean radius. */
        public static final double EARTH_KM = 6371.0088;

        /** Nothing on earth is farther away. */
        public static final double MAX_KM = 20_016;

        public static final String LAT = "location.lat";
        public static final String LON = "location.lon";

        public Near {
            // Zero has one form only, so that equal conditions are equal records.
            lat += 0.0;
            lon += 0.0;
            if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && km > 0 && km <= MAX_KM)) {
                throw new IllegalArgumentException("no circle on earth: " + lat + ", " + lon + ", " + km);
            }
        }
    }

    /**
     * Profiles in those quantiles when the profiles of {@code among} are ranked. Of N profiles that have a value, one
     * that {@code r} − 1 of them have a lower value than is in quantile ⌈r · of / N⌉: equal values are in the same, the
     * lowest that any of them could have. For {@link Figure.Recency} it is the highest: the ranks are counted from the
     * most recent down.
     *
     * @param of 2 to {@value #MAX_QUANTILES} quantiles
     * @param in the quantiles' numbers, ascending, each once; 1 is the lowest
     * @param among whose profiles are ranked; null for everyone
     */
    record Quantile(
            int of, List<Integer> in, Ranking by, @Nullable Condition among) implements Condition {
        public static final int MAX_QUANTILES = 100;

        public Quantile {
            in = in.stream().distinct().sorted().toList();
            if (of < 2 || of > MAX_QUANTILES || in.isEmpty() || in.getFirst() < 1 || in.getLast() > of) {
                throw new IllegalArgumentException("no quantiles of " + of + ": " + in);
            }
        }
    }

    /** Profiles of whom the segment's membership log tells that change; without a window, since the log began. */
    record Logged(
            MembershipChange change,
            String segment,
            @Nullable Window within) implements Condition {}
}
