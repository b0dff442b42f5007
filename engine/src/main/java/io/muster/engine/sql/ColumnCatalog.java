package io.muster.engine.sql;

import java.util.Optional;
import org.jooq.Name;

/**
 * Where a project's values are, at one data version. Immutable or at least stable while a statement is made.
 *
 * <p>The table of profiles has {@code ordinal INTEGER}, {@code id VARCHAR}, {@code tags VARCHAR[]} (null for none) and
 * value columns of attributes and identities. Every event name has a table of its own, with {@code profile INTEGER} (the
 * ordinal), {@code time BIGINT} in epoch milliseconds, {@code id VARCHAR}, {@code seq BIGINT} and value columns of that
 * event's properties. Names never seen are empty.
 */
public interface ColumnCatalog {

    /** The qualified name of the table of profiles. */
    Name profiles();

    /** The qualified name of the table that holds the events of that name, and no others. */
    Optional<Name> events(String eventName);

    Optional<ValueColumns> attribute(String name);

    /** A property of the events of that name. */
    Optional<ValueColumns> property(String eventName, String property);

    Optional<ValueColumns> identity(String keyspace);
}
