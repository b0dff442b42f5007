package io.muster.engine.duckdb;

import io.muster.engine.FieldSummary.Scope;

/**
 * A field: an attribute, an identity, or a property of one event.
 *
 * @param event the event's name; empty for attributes and identities
 */
record FieldKey(Scope scope, String event, String name) {

    static FieldKey attribute(String name) {
        return new FieldKey(Scope.ATTRIBUTE, "", name);
    }

    static FieldKey identity(String keyspace) {
        return new FieldKey(Scope.IDENTITY, "", keyspace);
    }

    static FieldKey property(String event, String name) {
        return new FieldKey(Scope.PROPERTY, event, name);
    }

    /** The letter that the field's columns start with. */
    char letter() {
        return switch (scope) {
            case ATTRIBUTE -> 'a';
            case IDENTITY -> 'k';
            case PROPERTY -> 'p';
        };
    }
}
