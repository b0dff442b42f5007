package io.muster.engine.sql;

import java.util.Optional;
import java.util.OptionalInt;
import org.jooq.Name;

/**
 * Where a project's values are, at one data version. Immutable or at least stable while a statement is made.
 *
 * <p>{@code profiles} has {@code ordinal INTEGER}, {@code id VARCHAR}, {@code tags VARCHAR[]} (null for none) and value
 * columns of attributes and identities; {@code events} has {@code profile INTEGER}, {@code name INTEGER},
 * {@code time BIGINT} in epoch milliseconds and value columns of properties. Names never seen are empty.
 */
public interface ColumnCatalog {

    /** The qualified name of the table of profiles. */
    Name profiles();

    /** The qualified name of the table of events. */
    Name events();

    Optional<ValueColumns> attribute(String name);

    Optional<ValueColumns> property(String name);

    Optional<ValueColumns> identity(String keyspace);

    /** The code under which events of that name are stored. */
    OptionalInt eventCode(String name);
}
