package io.muster.engine.sql;

import static io.muster.engine.sql.StorageKind.BOOLEAN;
import static io.muster.engine.sql.StorageKind.DAY;
import static io.muster.engine.sql.StorageKind.DECIMAL;
import static io.muster.engine.sql.StorageKind.DOUBLE;
import static io.muster.engine.sql.StorageKind.INSTANT;
import static io.muster.engine.sql.StorageKind.LIST;
import static io.muster.engine.sql.StorageKind.LONG;
import static io.muster.engine.sql.StorageKind.NULL;
import static io.muster.engine.sql.StorageKind.TEXT;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Name;
import org.jooq.impl.DSL;

/** Some attributes and properties, by what they hold; the columns are named so that one sees which is which. */
final class GoldenCatalog implements ColumnCatalog {

    private static final Map<String, ValueColumns> ATTRIBUTES = Map.of(
            "any", columns("any", StorageKind.values()),
            "country", columns("country", TEXT),
            "born", columns("born", TEXT, DAY, INSTANT),
            "age", columns("age", LONG),
            "price", columns("price", LONG, DECIMAL),
            "ratio", columns("ratio", DOUBLE),
            "vip", columns("vip", BOOLEAN),
            "likes", columns("likes", LIST),
            "location.lat", columns("lat", LONG, DECIMAL),
            "location.lon", columns("lon", LONG, DECIMAL, DOUBLE));
    private static final Map<String, Name> EVENTS =
            Map.of("buy", DSL.name("project", "e1"), "view", DSL.name("project", "e2"));

    private static final Map<String, ValueColumns> PROPERTIES = Map.of(
            "any", columns("any", StorageKind.values()),
            "count", columns("count", LONG),
            "total", columns("total", LONG, DECIMAL),
            "ratio", columns("ratio", DOUBLE),
            "note", columns("note", TEXT, NULL));

    @Override
    public Name profiles() {
        return DSL.name("project", "profiles");
    }

    @Override
    public Optional<Name> events(String eventName) {
        return Optional.ofNullable(EVENTS.get(eventName));
    }

    @Override
    public Optional<ValueColumns> attribute(String name) {
        return Optional.ofNullable(ATTRIBUTES.get(name));
    }

    @Override
    public Optional<ValueColumns> identity(String keyspace) {
        return keyspace.equals("unseen") ? Optional.empty() : Optional.of(columns(keyspace, TEXT));
    }

    @Override
    public Optional<ValueColumns> property(String eventName, String property) {
        return Optional.ofNullable(PROPERTIES.get(property));
    }

    private static ValueColumns columns(String name, StorageKind... kinds) {
        return new ValueColumns(Arrays.stream(kinds)
                .collect(Collectors.toMap(
                        Function.identity(), kind -> name + "_" + kind.name().toLowerCase(Locale.ROOT))));
    }
}
