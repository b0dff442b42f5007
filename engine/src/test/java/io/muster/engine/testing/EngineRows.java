package io.muster.engine.testing;

import io.muster.engine.Deadline;
import io.muster.engine.RowImport;
import io.muster.engine.SegmentEngine;
import io.muster.engine.rows.RowBatch;
import io.muster.engine.rows.RowKind;
import io.muster.model.ProjectId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Takes rows to an engine, as a reader of JSON would. */
public final class EngineRows {

    private EngineRows() {}

    public static RowImport.Committed importProfiles(SegmentEngine engine, ProjectId project, List<ProfileRow> rows) {
        try (RowImport rowImport = engine.startImport(project, RowKind.PROFILES)) {
            addProfiles(rowImport, rows);
            return rowImport.commit(Deadline.none());
        }
    }

    public static RowImport.Committed importEvents(SegmentEngine engine, ProjectId project, List<EventRow> rows) {
        try (RowImport rowImport = engine.startImport(project, RowKind.EVENTS)) {
            addEvents(rowImport, rows);
            return rowImport.commit(Deadline.none());
        }
    }

    static void addProfiles(RowImport rowImport, List<ProfileRow> rows) {
        add(rowImport, RowKind.PROFILES, rows, EngineRows::fill);
    }

    static void addEvents(RowImport rowImport, List<EventRow> rows) {
        add(rowImport, RowKind.EVENTS, rows, EngineRows::fill);
    }

    private static <R> void add(RowImport rowImport, RowKind kind, List<R> rows, BiConsumer<RowBatch, R> fill) {
        RowBatch batch = new RowBatch(kind);
        for (R row : rows) {
            fill.accept(batch, row);
            batch.end();
            if (batch.isFull()) {
                rowImport.add(batch);
                batch.clear();
            }
        }
        if (batch.size() > 0) {
            rowImport.add(batch);
        }
    }

    private static void fill(RowBatch batch, ProfileRow row) {
        batch.begin(row.id());
        setAll(batch, row.attributes());
        row.identities().forEach(batch::setIdentity);
        List<String> tags = row.tags();
        if (tags != null) {
            batch.setTags(tags);
        }
    }

    private static void fill(RowBatch batch, EventRow row) {
        batch.begin(row.id(), row.profile(), row.name(), row.time());
        setAll(batch, row.properties());
    }

    private static void setAll(RowBatch batch, Map<String, ? extends @Nullable Object> values) {
        Json.flatten(values).forEach((name, value) -> set(batch, name, value));
    }

    private static void set(RowBatch batch, String name, @Nullable Object value) {
        switch (value) {
            case null -> batch.setNull(name);
            case String text -> batch.set(name, text);
            case BigDecimal number -> batch.set(name, number);
            case Boolean bool -> batch.set(name, bool);
            case List<?> list -> batch.set(name, Json.texts(list));
            default -> throw new IllegalArgumentException("no value of a row: " + value);
        }
    }
}
