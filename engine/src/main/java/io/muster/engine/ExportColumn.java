package io.muster.engine;

import io.muster.model.condition.Window;
import org.jspecify.annotations.Nullable;

/**
 * One column of an export.
 *
 * @param header its name in the file
 */
public record ExportColumn(String header, Source source) {

    /** Where its values come from. */
    public sealed interface Source {}

    /** The profile's permanent key in files. */
    public record ExportKey() implements Source {}

    public record Id() implements Source {}

    public record Attribute(String name) implements Source {}

    /**
     * The attributes below the name, {@code NAME.city} and {@code NAME.geo.lat}, as one JSON object; missing where the profile has none of
     * them. What is below a name that is an attribute itself keeps its dots.
     */
    public record Nested(String name) implements Source {}

    public record Identity(String keyspace) implements Source {}

    /** All tags, as a JSON array. */
    public record Tags() implements Source {}

    /** Whether the profile bears the tag. */
    public record Tag(String name) implements Source {}

    /** Whether the profile is in that one of {@link ExportRows#segments}. */
    public record Segment(String name) implements Source {}

    /** The names of those {@link ExportRows#segments} that the profile is in, as a JSON array, by name. */
    public record Segments() implements Source {}

    /** Since when the profile is in a segment, by that one of {@link ExportRows#entrances}; as text, missing where that is not known. */
    public record Entered(String name) implements Source {}

    /** When the profile's earliest event happened, as text, {@code 2026-01-31T09:00:00.000Z}. */
    public record FirstSeen() implements Source {}

    /** When the profile's latest event happened. */
    public record LastSeen() implements Source {}

    /**
     * Something about the profile's events of one name.
     *
     * @param property null only for {@code COUNT}, and for {@code FIRST} and {@code LAST}, which then are the event's time
     * @param window only events inside of it; null for all
     */
    public record EventFact(
            Fact fact, String event, @Nullable String property, Window.@Nullable Resolved window) implements Source {}

    /** What is told of events. Numbers only enter {@code SUM}, {@code AVG}, {@code MIN} and {@code MAX}. */
    public enum Fact {
        /** The earliest event's value, missing where that one has none. */
        FIRST,
        /** The latest event's value. */
        LAST,
        /** How many there are; 0 for none. */
        COUNT,
        /** 0 over none. */
        SUM,
        /** Missing over none. */
        AVG,
        MIN,
        MAX
    }
}
