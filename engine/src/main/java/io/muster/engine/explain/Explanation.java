package io.muster.engine.explain;

import io.muster.engine.Event;
import io.muster.model.condition.Condition;
import io.muster.model.condition.ResolvedWindow;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A verdict on one condition, and what it was found on.
 *
 * @param pointer where the condition is, in the definition's canonical JSON
 * @param windows of this condition, not of its parts
 * @param parts the conditions inside, in order
 */
public record Explanation(
        String pointer,
        Condition condition,
        boolean verdict,
        Flip flip,
        Seen seen,
        List<ResolvedWindow> windows,
        List<Explanation> parts) {

    /** Events that an explanation shows of a name at most. */
    public static final int SAMPLE = 10;

    public Explanation {
        windows = List.copyOf(windows);
        parts = List.copyOf(parts);
    }

    /** What a condition saw of the profile. */
    public sealed interface Seen {

        /** Nothing but its parts, or what only bitmaps know. */
        record Nothing() implements Seen {}

        /** Values by attribute; those that are missing are not there. */
        record Attributes(Map<String, @Nullable Object> values) implements Seen {}

        record Tags(List<String> tags) implements Seen {}

        /** The keyspaces that the profile has a key in. */
        record Identities(Set<String> keyspaces) implements Seen {}

        record Place(@Nullable Double km) implements Seen {}

        /** @param idOrKey as the definition names it */
        record InSegment(String idOrKey) implements Seen {}

        /** Events by the name that they were looked for under, in the order of the definition. */
        record Events(List<OfName> names) implements Seen {}
    }

    /**
     * Events of one name.
     *
     * @param total all of them
     * @param matching those that satisfy {@code where} and are inside the window
     * @param measured the count, sum or other number that was compared; null where there is none
     * @param sample matching ones first, newest first
     */
    public record OfName(
            String name, long total, long matching, @Nullable BigDecimal measured, List<SeenEvent> sample) {}

    /** An event, and whether it was one of the matching. */
    public record SeenEvent(Event event, boolean matches) {}
}
