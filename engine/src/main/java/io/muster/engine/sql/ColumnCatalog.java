package io.muster.engine.sql;

import java.util.Optional;
import org.jooq.Name;

/**
 * Where a project's values are, at one data version. Immutable or at least stable while a statement is made.
 *
 * <p>The table of profiles has {@code ordinal INTEGER}, {@code id VARCHAR}, {@code tags VARCHAR[]} (null for none) and
 * value columns of attributes and identities. Every event name has a table of its own with {@code profile INTEGER} (an
 * ordinal), {@code time BIGINT} in epoch milliseconds and value columns of that event's properties.
 */
public interface ColumnCatalog {

    /** The qualified name of the table of profiles. */
    Name profiles();

    /** The qualified name of the table of that name's events; empty where none was ever seen. */
    Optional<Name> events(String eventName);

    /** Empty where the attribute was never seen. */
    Optional<ValueColumns> attribute(String name);

    /** Empty where the keyspace was never seen. */
    Optional<ValueColumns> identity(String keyspace);

    /** Empty where that event never had the property. */
    Optional<ValueColumns> property(String eventName, String property);
}
