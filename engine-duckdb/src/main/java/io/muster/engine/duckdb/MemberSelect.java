package io.muster.engine.duckdb;

import io.muster.engine.Entrance;
import io.muster.engine.ExportColumn;
import io.muster.engine.ExportRows;
import io.muster.engine.StoredType;
import io.muster.engine.TableFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.roaringbitmap.RoaringBitmap;

/** The statement that yields one row for each member, and what it reads besides tables. For one statement. */
final class MemberSelect {

    private final Catalog catalog;
    private final FieldSql fields;
    private final ExportRows rows;
    private final boolean everyone;
    private final EventJoins events;
    private final List<String> segments;
    private final List<String> entrances;
    private final List<SqlColumn> values = new ArrayList<>();

    /** @param everyone whether the members are all there are */
    MemberSelect(Catalog catalog, FieldSql fields, ExportRows rows, boolean everyone) {
        this.catalog = catalog;
        this.fields = fields;
        this.rows = rows;
        this.everyone = everyone;
        this.events = new EventJoins(catalog, fields);
        this.segments = asked(rows, MemberSelect::segment, rows.segments().keySet());
        this.entrances = asked(rows, MemberSelect::entered, rows.entrances().keySet());
        rows.columns().forEach(column -> values.add(value(column.source())));
    }

    /** The names that columns ask for, of those there are, in the order of the columns. */
    private static List<String> asked(
            ExportRows rows, Function<ExportColumn.Source, Optional<String>> name, Set<String> there) {
        return rows.columns().stream()
                .flatMap(column -> name.apply(column.source()).stream())
                .filter(there::contains)
                .distinct()
                .toList();
    }

    private static Optional<String> segment(ExportColumn.Source source) {
        return source instanceof ExportColumn.Segment(String name) ? Optional.of(name) : Optional.empty();
    }

    private static Optional<String> entered(ExportColumn.Source source) {
        return source instanceof ExportColumn.Entered(String name) ? Optional.of(name) : Optional.empty();
    }

    /** What the table function is to yield. */
    RowSource source() {
        return hasSegments()
                ? new MemberSource(rows.members(), bitmaps(), times(), lists())
                : new BitmapSource(rows.members());
    }

    private List<List<Entrance>> times() {
        return entrances.stream()
                .map(name -> rows.entrances().getOrDefault(name, List.of()))
                .toList();
    }

    private List<RoaringBitmap> bitmaps() {
        return segments.stream()
                .map(name -> rows.segments().getOrDefault(name, new RoaringBitmap()))
                .toList();
    }

    private Map<String, RoaringBitmap> lists() {
        boolean asked = rows.columns().stream().anyMatch(column -> column.source() instanceof ExportColumn.Segments);
        return asked ? rows.segments() : Map.of();
    }

    private boolean hasSegments() {
        return !segments.isEmpty() || !entrances.isEmpty() || !lists().isEmpty();
    }

    /** The file's columns, and the expressions that they come from. */
    List<TableFile.Column> columns() {
        List<TableFile.Column> columns = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            columns.add(new TableFile.Column(
                    rows.columns().get(i).header(), values.get(i).type()));
        }
        return columns;
    }

    List<String> expressions() {
        return values.stream().map(SqlColumn::sql).toList();
    }

    /** Where profiles come from that are members. */
    String members(RowSources.Offer offer) {
        String profiles = catalog.table("profiles") + " p";
        if (hasSegments()) {
            return profiles + " JOIN " + offer.table() + " m ON m.ordinal = p.ordinal";
        }
        return everyone ? profiles : profiles + " SEMI JOIN " + offer.table() + " m ON m.ordinal = p.ordinal";
    }

    /** As {@link #members}, with all that columns need, in an order that stays. */
    String rows(RowSources.Offer offer) {
        boolean joined = hasSegments() || !events.isEmpty();
        return members(offer) + events.sql() + (joined ? " ORDER BY p.ordinal" : "");
    }

    private SqlColumn value(ExportColumn.Source source) {
        return switch (source) {
            case ExportColumn.ExportKey() -> SqlColumn.text("p.export_key::VARCHAR");
            case ExportColumn.Id() -> SqlColumn.text("p.id");
            case ExportColumn.Attribute(String name) -> field(FieldKey.attribute(name));
            case ExportColumn.Nested(String name) -> json(new NestedSql(catalog, fields, "p").object(name));
            case ExportColumn.Identity(String keyspace) -> field(FieldKey.identity(keyspace));
            case ExportColumn.Tags() -> json("to_json(p.tags)");
            case ExportColumn.Tag(String name) ->
                SqlColumn.bool("coalesce(list_contains(p.tags, " + Sql.text(name) + "), false)");
            case ExportColumn.Segment(String name) ->
                SqlColumn.bool(segments.contains(name) ? "m.s" + segments.indexOf(name) : "false");
            case ExportColumn.Entered(String name) ->
                entrances.contains(name) ? SqlColumn.instant("m.e" + entrances.indexOf(name)) : SqlColumn.NEVER;
            case ExportColumn.Segments() -> json(rows.segments().isEmpty() ? "'[]'" : "m.segments");
            case ExportColumn.FirstSeen() -> events.seen(false);
            case ExportColumn.LastSeen() -> events.seen(true);
            case ExportColumn.EventFact fact -> events.fact(fact);
        };
    }

    private SqlColumn field(FieldKey field) {
        return fields.value(field, catalog.table("profiles"), "p");
    }

    private static SqlColumn json(String sql) {
        return new SqlColumn(sql, new StoredType.Json());
    }
}
