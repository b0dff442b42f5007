package io.muster.engine;

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

    public record Identity(String keyspace) implements Source {}

    /** All tags, as a JSON array. */
    public record Tags() implements Source {}

    /** Whether the profile bears the tag. */
    public record Tag(String name) implements Source {}
}
