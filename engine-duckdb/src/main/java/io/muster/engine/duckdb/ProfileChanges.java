package io.muster.engine.duckdb;

import io.muster.engine.Deadline;
import io.muster.engine.sql.StorageKind;
import java.util.Map;
import java.util.stream.Collectors;

/** Merges staged profiles, inside the open transaction of their session and under the project's commit lock. */
final class ProfileChanges {

    private final Staging staging;
    private final StagedTable table;
    private final Session session;
    private final State before;
    private final String profiles;
    private final StagedValues values;
    private final Deadline deadline;

    ProfileChanges(Staging staging, State before, Deadline deadline) {
        this.staging = staging;
        this.table = staging.tables().getFirst();
        this.session = staging.session();
        this.before = before;
        this.profiles = before.catalog().table("profiles");
        this.values = new StagedValues(before.catalog());
        this.deadline = deadline;
    }

    Changes apply(ProfileIndex index) {
        if (table.mayRepeat()) {
            table.spill(deadline);
            mergeRepeated();
        }
        NewProfiles added = new NewProfiles(staging.unknownIds(), staging.neededIds(), index);
        try (StagedTable.View rows = table.open(added)) {
            if (added.size() > 0) {
                insert(rows.table(), added.first());
            }
            if (added.size() < staging.unknownIds().size() || !table.known().isEmpty()) {
                update(rows.table(), added.first());
            }
        }
        State next = new State(
                before.version() + 1,
                before.profiles() + added.size(),
                before.version() + 1,
                before.nextSequence(),
                before.events(),
                before.catalog(),
                before.retired());
        return new Changes(table.keptRows(deadline), added, next);
    }

    /** Makes one row of several about the same profile: field by field the last that says something. */
    private void mergeRepeated() {
        String last = table.fields().all().stream().map(this::last).collect(Collectors.joining());
        session.update(
                "CREATE OR REPLACE TEMP TABLE merged AS SELECT max(pos) AS pos, min(source) AS source, profile,"
                        + " any_value(id) AS id, arg_max(tags, pos) AS tags" + last + " FROM " + table.name()
                        + " s GROUP BY profile HAVING count(*) > 1",
                deadline);
        session.update(
                "DELETE FROM " + table.name() + " WHERE profile IN (SELECT profile FROM temp.main.merged)", deadline);
        String columns = table.fields().columns().stream()
                .map(column ->
                        ", " + packed(column.field()) + "." + Kinds.letter(column.kind()) + " AS " + column.name())
                .collect(Collectors.joining());
        session.update(
                "INSERT INTO " + table.name() + " BY NAME SELECT pos, source, profile, id, tags" + columns
                        + " FROM temp.main.merged",
                deadline);
        session.update("DROP TABLE temp.main.merged", deadline);
    }

    private String last(StagedFields.StagedField field) {
        String struct = field.kinds().stream()
                .map(kind -> Kinds.letter(kind) + " := " + field.column(kind))
                .collect(Collectors.joining(", ", "struct_pack(", ")"));
        return ", arg_max(" + struct + ", pos) FILTER (WHERE " + values.isSet(field) + ") AS " + packed(field);
    }

    private static String packed(StagedFields.StagedField field) {
        return "packed_" + field.column(StorageKind.TEXT);
    }

    private void insert(String rows, int first) {
        Map<String, String> inserted = values.inserted(table.fields());
        session.update(
                "INSERT INTO " + profiles + " (ordinal, id, export_key, tags"
                        + inserted.keySet().stream()
                                .map(column -> ", " + column)
                                .collect(Collectors.joining())
                        + ") SELECT s.profile, s.id, uuid(), " + TagText.list("s.tags")
                        + inserted.values().stream().map(value -> ", " + value).collect(Collectors.joining())
                        + " FROM " + rows + " s WHERE s.profile >= " + first + " ORDER BY s.profile",
                deadline);
    }

    private void update(String rows, int first) {
        Map<String, String> updated = values.updated(table.fields());
        if (table.hasTags()) {
            updated.put("tags", "CASE WHEN s.tags IS NOT NULL THEN " + TagText.list("s.tags") + " ELSE p.tags END");
        }
        if (!updated.isEmpty()) {
            String set = updated.entrySet().stream()
                    .map(value -> value.getKey() + " = " + value.getValue())
                    .collect(Collectors.joining(", "));
            session.update(
                    "UPDATE " + profiles + " AS p SET " + set + " FROM " + rows
                            + " s WHERE p.ordinal = s.profile AND s.profile < " + first,
                    deadline);
        }
    }
}
