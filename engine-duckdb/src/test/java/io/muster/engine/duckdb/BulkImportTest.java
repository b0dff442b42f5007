package io.muster.engine.duckdb;

import static io.muster.engine.duckdb.TestProject.ID;
import static io.muster.engine.duckdb.TestProject.atLeast;
import static io.muster.engine.duckdb.TestProject.attributeIs;
import static io.muster.engine.duckdb.TestProject.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot;
import io.muster.engine.EventSummary;
import io.muster.engine.FieldType;
import io.muster.engine.RowImport;
import io.muster.engine.RowImport.Committed;
import io.muster.engine.rows.RowBatch;
import io.muster.engine.rows.RowKind;
import io.muster.model.condition.Value;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports that are too large to wait in memory. */
class BulkImportTest {

    private static final int ROWS = 200_000;

    @TempDir
    Path directory;

    private TestProject project;

    @BeforeEach
    void start() {
        project = new TestProject(directory);
    }

    @AfterEach
    void stop() {
        project.close();
    }

    @Test
    void dropsRepeatedAndStoredEventsAndWhoOnlyTheyName() {
        project.events(batch -> event(batch, "e-7", "p-7", "Order", 7));
        Committed committed = load(RowKind.EVENTS, ROWS, (batch, i) -> {
            String name = i % 3 == 0 ? "Visit" : "Order";
            batch.begin("e-" + (i - i % 2), "p-" + i, name, i - i % 2);
            if (i > ROWS / 2) {
                batch.set("late", i);
            }
            batch.end();
        });
        // of each pair both are called Order, once in three times, and then the second is the first again
        long repeated = java.util.stream.IntStream.range(0, ROWS / 2)
                .filter(pair -> pair * 2 % 3 != 0 && (pair * 2 + 1) % 3 != 0)
                .count();
        assertThat(committed).isEqualTo(new Committed(ROWS - repeated, repeated, 0, 2));
        Committed again = load(RowKind.EVENTS, ROWS, (batch, i) -> {
            String name = i % 3 == 0 ? "Visit" : "Order";
            batch.begin("e-" + (i - i % 2), "q-" + i, name, i - i % 2);
            batch.end();
        });
        assertThat(again).isEqualTo(new Committed(0, ROWS, 0, 2));
        try (EngineSnapshot snapshot = project.engine.snapshot(ID)) {
            assertThat(snapshot.everyone(Deadline.none()).getLongCardinality()).isEqualTo(ROWS - repeated);
            Map<String, Long> counts = snapshot.events(Deadline.none()).stream()
                    .collect(java.util.stream.Collectors.toMap(EventSummary::name, EventSummary::count));
            assertThat(counts).containsEntry("Visit", (ROWS + 2) / 3L);
            assertThat(counts.values().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(ROWS - repeated + 1);
        }
        assertThat(project.select(atLeast("Order", 2))).containsExactly(0);
    }

    @Test
    void mergesRepeatedProfilesFieldByField() {
        project.profiles(batch -> {
            batch.begin("p-1");
            batch.set("kept", "yes");
            batch.set("n", "text");
            batch.end();
        });
        Committed committed = load(RowKind.PROFILES, ROWS, (batch, i) -> {
            batch.begin("p-" + i % (ROWS / 2));
            if (i < ROWS / 2) {
                batch.set("n", i);
                batch.set("first", true);
                batch.setTags(List.of("t"));
            } else {
                batch.set("n", BigDecimal.valueOf(i).add(new BigDecimal("0.25")));
                batch.setNull("first");
                batch.set("second", List.of("1"));
            }
            batch.end();
        });
        assertThat(committed).isEqualTo(new Committed(ROWS, 0, 0, 2));
        try (EngineSnapshot snapshot = project.engine.snapshot(ID)) {
            assertThat(snapshot.everyone(Deadline.none()).getCardinality()).isEqualTo(ROWS / 2);
            var profile = snapshot.profiles(List.of("p-1"), Deadline.none()).getFirst();
            assertThat(profile.ordinal()).isZero();
            assertThat(profile.tags()).containsExactly("t");
            assertThat(profile.attributes())
                    .isEqualTo(Map.of("kept", "yes", "n", new BigDecimal("100001.25"), "second", List.of(1L)));
            assertThat(snapshot.attributes(Deadline.none()))
                    .filteredOn(field -> field.name().equals("n"))
                    .first()
                    .satisfies(field -> assertThat(field.types()).isEqualTo(Map.of(FieldType.NUMBER, ROWS / 2L)));
        }
    }

    @Test
    void findsWholeNumbersAmongDecimals() {
        project.profiles(batch -> {
            batch.begin("small");
            batch.set("n", 5);
            batch.end();
        });
        project.profiles(batch -> {
            batch.begin("decimal");
            batch.set("n", new BigDecimal("5.5"));
            batch.end();
            batch.begin("later");
            batch.set("n", 5);
            batch.end();
            batch.begin("large");
            batch.set("n", 9_000_000_000_000_000_000L);
            batch.end();
        });
        assertThat(project.ids(attributeIs("n", Value.Numeric.of(5)))).containsExactly("small", "later");
        assertThat(project.ids(attributeIs("n", Value.Numeric.of(9_000_000_000_000_000_000L))))
                .containsExactly("large");
    }

    @Test
    void leavesNothingWhenClosedWithoutCommit() {
        try (RowImport load = project.engine.startImport(ID, RowKind.EVENTS)) {
            RowBatch batch = new RowBatch(RowKind.EVENTS);
            for (int i = 0; i < RowBatch.CAPACITY; i++) {
                event(batch, null, "p" + i, "Order", i);
            }
            for (int i = 0; i < 40; i++) {
                load.add(batch);
            }
        }
        assertThat(project.engine.dataVersion(ID)).isZero();
        assertThat(project.select(atLeast("Order", 1))).isEmpty();
    }

    @Test
    void keepsOneProfileAnIdWhenAnotherImportIsFaster() {
        RowBatch batch = new RowBatch(RowKind.EVENTS);
        try (RowImport slow = project.engine.startImport(ID, RowKind.EVENTS)) {
            for (int i = 0; i < RowBatch.CAPACITY; i++) {
                event(batch, null, "p" + i, "Order", i);
            }
            for (int i = 0; i < 20; i++) {
                slow.add(batch);
            }
            project.events(fast -> event(fast, null, "p100", "Order", 1));
            slow.add(batch);
            assertThat(slow.commit(Deadline.none())).isEqualTo(new Committed(21L * RowBatch.CAPACITY, 0, 0, 2));
        }
        try (EngineSnapshot snapshot = project.engine.snapshot(ID)) {
            assertThat(snapshot.everyone(Deadline.none()).getCardinality()).isEqualTo(RowBatch.CAPACITY);
            assertThat(snapshot.ordinals(List.of("p100", "p0"), Deadline.none()))
                    .isEqualTo(Map.of("p100", 0, "p0", 1));
        }
        assertThat(project.ids(atLeast("Order", 22))).containsExactly("p100");
    }

    @Test
    void goesOnReadingAfterACallWasCancelled() {
        project.events(batch -> event(batch, null, "ann", "Order", 1));
        try (EngineSnapshot snapshot = project.engine.snapshot(ID)) {
            Deadline over = Deadline.none();
            over.cancel();
            assertThatThrownBy(() -> snapshot.select(atLeast("Order", 1), TestProject.UTC, over))
                    .hasMessageContaining("cancelled");
            assertThat(TestProject.list(snapshot.select(atLeast("Order", 1), TestProject.UTC, Deadline.none())))
                    .containsExactly(0);
        }
    }

    private Committed load(RowKind kind, int rows, ObjIntConsumer<RowBatch> row) {
        RowBatch batch = new RowBatch(kind);
        try (RowImport load = project.engine.startImport(ID, kind)) {
            for (int i = 0; i < rows; i++) {
                row.accept(batch, i);
                if (batch.isFull()) {
                    load.add(batch);
                    batch.clear();
                }
            }
            load.add(batch);
            return load.commit(Deadline.none());
        }
    }
}
