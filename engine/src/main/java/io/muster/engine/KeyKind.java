package io.muster.engine;

/** What a key is that a profile is looked up by. */
public sealed interface KeyKind {

    /** The profile's id; one profile has it. */
    record Id() implements KeyKind {}

    /** The profile's permanent key in files; one profile has it. */
    record ExportKey() implements KeyKind {}

    /** A key in that keyspace; several profiles may have it. */
    record Identity(String keyspace) implements KeyKind {}
}
