package io.muster.engine.duckdb;

import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot;
import io.muster.engine.EvaluationScope;
import io.muster.engine.RowImport;
import io.muster.engine.RowImport.Committed;
import io.muster.engine.rows.RowBatch;
import io.muster.engine.rows.RowKind;
import io.muster.model.ProjectId;
import io.muster.model.condition.Condition;
import io.muster.model.condition.Measure;
import io.muster.model.condition.Test;
import io.muster.model.condition.Value;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** An engine with one project, and the few calls that tests make all the time. */
final class TestProject implements AutoCloseable {

    static final ProjectId ID = new ProjectId("test-1");
    static final EvaluationScope UTC = new EvaluationScope(ZoneOffset.UTC);

    final DuckDbEngine engine;

    TestProject(Path directory) {
        this(directory, 1_000);
    }

    TestProject(Path directory, long compactAtRows) {
        engine = new DuckDbEngine(settings(directory, compactAtRows));
        engine.createProject(ID);
    }

    static DuckDbSettings settings(Path directory, long compactAtRows) {
        return new DuckDbSettings(
                directory.resolve("data"),
                directory.resolve("temp"),
                Optional.of("512MB"),
                2,
                compactAtRows,
                List.of(directory));
    }

    Committed profiles(Consumer<RowBatch> rows) {
        return load(RowKind.PROFILES, rows);
    }

    Committed events(Consumer<RowBatch> rows) {
        return load(RowKind.EVENTS, rows);
    }

    private Committed load(RowKind kind, Consumer<RowBatch> rows) {
        RowBatch batch = new RowBatch(kind);
        rows.accept(batch);
        try (RowImport load = engine.startImport(ID, kind)) {
            load.add(batch);
            return load.commit(Deadline.none());
        }
    }

    List<Integer> select(Condition leaf) {
        try (EngineSnapshot snapshot = engine.snapshot(ID)) {
            return list(snapshot.select(leaf, UTC, Deadline.none()));
        }
    }

    List<String> ids(Condition leaf) {
        try (EngineSnapshot snapshot = engine.snapshot(ID)) {
            RoaringBitmap members = snapshot.select(leaf, UTC, Deadline.none());
            return snapshot.members(members, -1, Integer.MAX_VALUE, Deadline.none()).stream()
                    .map(EngineSnapshot.Member::id)
                    .toList();
        }
    }

    static List<Integer> list(RoaringBitmap bitmap) {
        return java.util.Arrays.stream(bitmap.toArray()).boxed().toList();
    }

    static Condition attributeIs(String name, Value value) {
        return new Condition.Attribute(name, List.of(new Test.Is(value, false)));
    }

    static Condition atLeast(String event, int count) {
        return new Condition.Event(
                event,
                null,
                null,
                new Measure.Count(List.of(new Test.Compare(Test.Order.GTE, Value.Numeric.of(count)))));
    }

    static void event(RowBatch batch, @Nullable String id, String profile, String name, long time) {
        batch.begin(id, profile, name, time);
        batch.end();
    }

    @Override
    public void close() {
        engine.close();
    }
}
