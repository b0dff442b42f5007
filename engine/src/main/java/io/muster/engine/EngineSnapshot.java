package io.muster.engine;

import io.muster.engine.match.RankedProfiles;
import io.muster.model.condition.Condition;
import io.muster.model.condition.EventPattern;
import io.muster.model.condition.Ranking;
import io.muster.model.condition.Window;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * One project's data at one data version. Not for sharing between threads. Every method that may take long is given a
 * {@link Deadline} and ends with DEADLINE_EXCEEDED or CANCELLED when that does.
 */
public interface EngineSnapshot extends AutoCloseable {

    long dataVersion();

    /** Whether it can be read no more because its project was deleted or its file opened anew; another one can, maybe. */
    boolean isGone();

    /** How many profiles there are. Cheap. */
    long profileCount();

    /** Ordinals of all profiles. */
    RoaringBitmap everyone(Deadline deadline);

    /**
     * The profiles that satisfy a leaf: either a tree of {@code All}, {@code Any}, {@code Not} over {@code Attribute},
     * {@code Tag}, {@code Known} and {@code Identity}; or one {@code Event}, {@code Sequence} or {@code Near}. Its windows are all
     * {@link io.muster.model.condition.Window.Resolved}, and {@code scope} says what is left of the surroundings.
     */
    RoaringBitmap select(Condition leaf, EvaluationScope scope, Deadline deadline);

    /** Gives each profile's value in a ranking, whose windows are all resolved, for those that have one. */
    void rank(Ranking by, EvaluationScope scope, RankedProfiles into, Deadline deadline);

    /** The mark of this data version. Cheap. */
    DataMark mark();

    /**
     * What {@link #select} answers, worked out from what it answered before: only those profiles are looked at anew of
     * whom rows have been added since, or whose events have come into the window, or gone out of it, by its moving; and
     * those that were erased are left out.
     *
     * @param known of this project and not of a later data version; the same leaf but for the ends of its window
     */
    RoaringBitmap update(Condition leaf, EvaluationScope scope, KnownLeaf known, Deadline deadline);

    /** The ordinals of the profiles named; unknown ids are left out. */
    Map<String, Integer> ordinals(Collection<String> ids, Deadline deadline);

    /** The ordinals of the profiles with these keys, by key; keys that no profile has are left out. */
    Map<String, List<Integer>> ordinals(KeyKind kind, Collection<String> keys, Deadline deadline);

    /** The ids of the members with an ordinal above {@code after} (−1 for all), lowest first, at most {@code limit}. */
    List<Member> members(RoaringBitmap members, int after, int limit, Deadline deadline);

    /** The other names of a profile, by name. */
    List<Alias> aliases(int ordinal, Deadline deadline);

    /** The profiles with these ids or other names, in no order; unknown ids are left out. */
    List<Profile> profiles(Collection<String> ids, Deadline deadline);

    /**
     * The profile's events, newest first, at most {@code limit}, starting after the position; null starts at the newest.
     */
    List<Event> events(String profileId, @Nullable EventPosition after, int limit, Deadline deadline);

    /**
     * The profile's events that match, newest first, at most {@code limit}.
     *
     * @param pattern with its windows resolved
     */
    List<Event> newest(
            int profile,
            EventPattern pattern,
            Window.@Nullable Resolved within,
            EvaluationScope scope,
            int limit,
            Deadline deadline);

    /** The number that {@link #rank} gives the profile; empty where it has none. */
    OptionalDouble figure(int profile, Ranking.OfEvents by, EvaluationScope scope, Deadline deadline);

    /** How many events these profiles have together. */
    long countEvents(RoaringBitmap profiles, Deadline deadline);

    /** What the project's profiles have: attributes and identities, with counts. */
    List<FieldSummary> attributes(Deadline deadline);

    /** What the project's events have: names with counts, times and properties. */
    List<EventSummary> events(Deadline deadline);

    /**
     * The types of the values seen under an attribute's name (or, with an event's name, that property's), each with its
     * number of values; empty where the name was never seen.
     *
     * @param expected counts are taken, which needs a scan, only where another type than these was seen; else they are 0
     */
    Map<FieldType, Long> types(String name, @Nullable String event, Set<FieldType> expected, Deadline deadline);

    /** The type of an export column's values, TEXT where they are of several; empty where its name was never seen. */
    Optional<FieldType> columnType(ExportColumn.Source source);

    /** Whether an event of that name was ever seen. */
    boolean hasEvent(String name);

    /** How many events of that name there are, and when; empty where there are none. Cheap. */
    Optional<EventExtent> extent(String event);

    /**
     * Writes one row for each member to a new file, in no order that means anything, but always the same one for the
     * same data.
     *
     * @return the rows that were written, the distinct profiles among what they were written from, and how to read it back
     */
    WrittenTable write(ExportRows rows, TableTarget target, Progress progress, Deadline deadline);

    /** The columns of an export that names none: export key, id, then every attribute by name. */
    List<ExportColumn> defaultColumns();

    /** The tags that profiles bear, by name. */
    List<String> tags(Deadline deadline);

    /**
     * Sources that columns of an export can have, by name: attributes, identities, what all profiles have, and of each event
     * how often and when it happened; or, with an event's name, all facts of that event. Cheap; tags and segments are not
     * among them.
     */
    List<ExportColumn.Source> columnSources(@Nullable String event);

    @Override
    void close();

    /** A member by ordinal and id. */
    record Member(int ordinal, String id) {}

    /** Where an event stands among those of its profile, oldest first; a page of events ends at one. */
    record EventPosition(long timeMillis, long sequence) implements Comparable<EventPosition> {

        @Override
        public int compareTo(EventPosition other) {
            int byTime = Long.compare(timeMillis, other.timeMillis);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    /** What was written. */
    record WrittenTable(long rows, long distinct, TableFile file) {}
}
