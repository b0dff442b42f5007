package io.muster.engine.duckdb;

import static io.muster.engine.duckdb.TestProject.ID;
import static io.muster.engine.duckdb.TestProject.atLeast;
import static io.muster.engine.duckdb.TestProject.attributeIs;
import static io.muster.engine.duckdb.TestProject.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot;
import io.muster.engine.EngineSnapshot.Member;
import io.muster.engine.Event;
import io.muster.engine.ExportColumn;
import io.muster.engine.ExportRows;
import io.muster.engine.Profile;
import io.muster.engine.Progress;
import io.muster.engine.RowImport.Committed;
import io.muster.engine.TableFormat;
import io.muster.engine.TableReader;
import io.muster.engine.TableTarget;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.model.condition.Condition;
import io.muster.model.condition.Value;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbEngineTest {

    private static final Deadline NONE = Deadline.none();

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
    void countsEventsByName() {
        Committed committed = project.events(batch -> {
            event(batch, "1", "ann", "Order", 1_000);
            event(batch, "2", "bob", "Order", 2_000);
            event(batch, "3", "ann", "Order", 3_000);
            event(batch, "4", "bob", "Visit", 3_000);
        });
        assertThat(committed).isEqualTo(new Committed(4, 0, 0, 1));
        assertThat(project.ids(atLeast("Order", 1))).containsExactly("ann", "bob");
        assertThat(project.ids(atLeast("Order", 2))).containsExactly("ann");
        assertThat(project.ids(atLeast("Visit", 1))).containsExactly("bob");
        assertThat(project.ids(new Condition.Not(attributeIs("x", new Value.Bool(true)))))
                .containsExactly("ann", "bob");
    }

    @Test
    void countsAnEventWithTheSameIdAndTimeOnce() {
        project.events(batch -> {
            event(batch, "1", "ann", "Order", 1_000);
            event(batch, "1", "ann", "Order", 1_000);
            event(batch, "1", "ann", "Order", 1_001);
        });
        Committed again = project.events(batch -> {
            event(batch, "1", "eve", "Order", 1_000);
            event(batch, "2", "ann", "Order", 1_000);
        });
        assertThat(again).isEqualTo(new Committed(1, 1, 0, 2));
        assertThat(project.ids(atLeast("Order", 1))).containsExactly("ann");
        assertThat(project.ids(atLeast("Order", 3))).containsExactly("ann");
        assertThat(project.ids(atLeast("Order", 4))).isEmpty();
        assertThat(project.events(batch -> event(batch, "1", "ann", "Order", 1_001)))
                .isEqualTo(new Committed(0, 1, 0, 2));
    }

    @Test
    void mergesProfilesRowByRow() {
        project.profiles(batch -> {
            batch.begin("ann");
            batch.set("age", 30);
            batch.set("city", "Oslo");
            batch.setTags(List.of("vip", "", "a\u0001b\u0002c"));
            batch.setIdentity("email", "ann@example.com");
            batch.end();
            batch.begin("bob");
            batch.set("age", 40);
            batch.end();
            batch.begin("ann");
            batch.set("age", new BigDecimal("30.5"));
            batch.set("list", List.of("\"x\"", "5"));
            batch.end();
        });
        Committed second = project.profiles(batch -> {
            batch.begin("ann");
            batch.setNull("city");
            batch.set("empty", List.of());
            batch.end();
            batch.begin("cid");
            batch.set("age", 7);
            batch.end();
        });
        assertThat(second).isEqualTo(new Committed(2, 0, 0, 2));
        try (EngineSnapshot snapshot = project.engine.snapshot(ID)) {
            Map<String, Integer> ordinals = snapshot.ordinals(List.of("ann", "bob", "cid", "none"), NONE);
            assertThat(ordinals).isEqualTo(Map.of("ann", 0, "bob", 1, "cid", 2));
            Profile ann = snapshot.profiles(List.of("ann"), NONE).getFirst();
            assertThat(ann.attributes())
                    .isEqualTo(Map.of("age", new BigDecimal("30.5"), "list", List.of("x", 5L), "empty", List.of()));
            assertThat(ann.tags()).containsExactly("vip", "", "a\u0001b\u0002c");
            assertThat(ann.identities()).isEqualTo(Map.of("email", "ann@example.com"));
            assertThat(ann.exportKey()).hasSize(36);
        }
        assertThat(project.ids(attributeIs("age", Value.Numeric.of(40)))).containsExactly("bob");
        assertThat(project.ids(new Condition.Tag("vip"))).containsExactly("ann");
    }

    @Test
    void keepsASnapshotWhileOthersCommit() {
        project.events(batch -> event(batch, "1", "ann", "Order", 1_000));
        try (EngineSnapshot snapshot = project.engine.snapshot(ID)) {
            project.events(batch -> event(batch, "2", "bob", "Order", 1_000));
            assertThat(snapshot.dataVersion()).isEqualTo(1);
            assertThat(TestProject.list(snapshot.everyone(NONE))).containsExactly(0);
            assertThat(TestProject.list(snapshot.select(atLeast("Order", 1), TestProject.UTC, NONE)))
                    .containsExactly(0);
            assertThat(snapshot.ordinals(List.of("bob"), NONE)).isEmpty();
        }
        assertThat(project.engine.dataVersion(ID)).isEqualTo(2);
        assertThat(project.ids(atLeast("Order", 1))).containsExactly("ann", "bob");
    }

    @Test
    void snapshotsCanBeHadWhileTheFileIsWrittenAnew() {
        int erasures = 30;
        project.profiles(batch -> {
            for (int i = 0; i <= erasures; i++) {
                batch.begin("p" + i);
                batch.end();
            }
        });
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService readers = Executors.newFixedThreadPool(3)) {
            List<CompletableFuture<Void>> all = Stream.generate(() -> CompletableFuture.runAsync(
                            () -> {
                                while (!done.get()) {
                                    project.engine.snapshot(ID).close();
                                }
                            },
                            readers))
                    .limit(3)
                    .toList();
            try {
                for (int i = 0; i < erasures; i++) {
                    project.engine.erase(ID, List.of("p" + i), NONE);
                    assertThat(project.engine.scrub(ID, NONE)).isTrue();
                }
            } finally {
                done.set(true);
            }
            assertThat(all).allSatisfy(each -> assertThat(each).succeedsWithin(Duration.ofMinutes(1)));
        }
        try (EngineSnapshot snapshot = project.engine.snapshot(ID)) {
            assertThat(snapshot.profileCount()).isEqualTo(1);
        }
    }

    @Test
    void findsEverythingAgainAfterARestart() {
        project.profiles(batch -> {
            batch.begin("ann");
            batch.set("age", 30);
            batch.end();
        });
        project.events(batch -> event(batch, "1", "bob", "Order", 1_000));
        project.close();
        project = new TestProject(directory);
        assertThat(project.engine.dataVersion(ID)).isEqualTo(2);
        assertThat(project.events(batch -> {
                    event(batch, "1", "bob", "Order", 1_000);
                    event(batch, "2", "ann", "Order", 500);
                }))
                .isEqualTo(new Committed(1, 1, 0, 3));
        assertThat(project.select(atLeast("Order", 1))).containsExactly(0, 1);
        assertThat(project.select(attributeIs("age", Value.Numeric.of(30)))).containsExactly(0);
    }

    @Test
    void pagesThroughMembersAndEvents() {
        project.events(batch -> {
            for (int i = 0; i < 10; i++) {
                batch.begin("e" + i, "p" + i % 5, i % 2 == 0 ? "Even" : "Odd", i / 3);
                batch.set("n", i);
                batch.setNull("nothing");
                batch.end();
            }
        });
        try (EngineSnapshot snapshot = project.engine.snapshot(ID)) {
            var members = snapshot.everyone(NONE);
            assertThat(snapshot.members(members, -1, 2, NONE))
                    .containsExactly(new Member(0, "p0"), new Member(1, "p1"));
            assertThat(snapshot.members(members, 3, 2, NONE)).containsExactly(new Member(4, "p4"));
            List<Event> first = snapshot.events("p1", null, 1, NONE);
            assertThat(first.getFirst().id()).isEqualTo("e6");
            assertThat(first.getFirst().properties()).containsEntry("n", 6L).containsEntry("nothing", null);
            List<Event> second = snapshot.events("p1", first.getFirst().position(), 5, NONE);
            assertThat(second).extracting(Event::id).containsExactly("e1");
        }
    }

    @Test
    void writesMembersAndConvertsThem() throws IOException {
        project.profiles(batch -> {
            for (int i = 0; i < 5; i++) {
                batch.begin("p" + i);
                batch.set("n", i);
                batch.set("money", new BigDecimal(i + ".5"));
                if (i % 2 == 0) {
                    batch.set("mixed", i);
                    batch.set("text", "");
                } else {
                    batch.set("mixed", "t" + i);
                }
                batch.setTags(List.of("t" + i));
                batch.end();
            }
        });
        Path parquet = directory.resolve("out.parquet");
        Path csv = directory.resolve("out.csv");
        Path ndjson = directory.resolve("out.ndjson");
        try (EngineSnapshot snapshot = project.engine.snapshot(ID)) {
            List<ExportColumn> columns = List.of(
                    new ExportColumn("id", new ExportColumn.Id()),
                    new ExportColumn("n", new ExportColumn.Attribute("n")),
                    new ExportColumn("money", new ExportColumn.Attribute("money")),
                    new ExportColumn("mixed", new ExportColumn.Attribute("mixed")),
                    new ExportColumn("text", new ExportColumn.Attribute("text")),
                    new ExportColumn("tags", new ExportColumn.Tags()),
                    new ExportColumn("t1", new ExportColumn.Tag("t1")),
                    new ExportColumn("unknown", new ExportColumn.Attribute("unknown")));
            var members = org.roaringbitmap.RoaringBitmap.bitmapOf(0, 1, 3);
            ExportRows rows = ExportRows.of(members, columns);
            assertThat(snapshot.write(rows, TableTarget.of(parquet, TableFormat.PARQUET), Progress.NONE, NONE)
                            .distinct())
                    .isEqualTo(3);
            snapshot.write(rows, TableTarget.of(csv, TableFormat.CSV), Progress.NONE, NONE);
            snapshot.write(rows, TableTarget.of(ndjson, TableFormat.NDJSON), Progress.NONE, NONE);
            assertThat(snapshot.defaultColumns())
                    .extracting(ExportColumn::header)
                    .containsExactly("export_key", "id", "mixed", "money", "n", "text");
        }
        assertThat(Files.readString(csv)).isEqualTo("""
                        id,n,money,mixed,text,tags,t1,unknown
                        p0,0,0.5,0,"","[""t0""]",false,
                        p1,1,1.5,t1,,"[""t1""]",true,
                        p3,3,3.5,t3,,"[""t3""]",false,
                        """);
        assertThat(Files.readString(ndjson).lines().skip(1).findFirst())
                .contains("{\"id\":\"p1\",\"n\":1,\"money\":1.5,\"mixed\":\"t1\",\"text\":null,"
                        + "\"tags\":[\"t1\"],\"t1\":true,\"unknown\":null}");
        try (TableReader reader = project.engine.readParquet(parquet)) {
            assertThat(reader.columns()).startsWith("id", "n");
            assertThat(reader.next()).isTrue();
            assertThat(reader.value(0)).isEqualTo("p0");
            assertThat(reader.value(1)).isEqualTo(0L);
            assertThat(reader.value(7)).isNull();
        }
        assertThat(directory).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void refusesAFileThatIsNoParquet() throws IOException {
        Path file = Files.writeString(directory.resolve("upload"), "id,name\n1,2\n");
        assertThatThrownBy(() -> project.engine.readParquet(file).close())
                .isInstanceOfSatisfying(
                        MusterException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PARQUET))
                .hasMessageNotContaining(directory.toString());
    }

    /** As whoever waited for its turn while the project was dropped. */
    @Test
    void aDroppedProjectIsNotOpenedAgain() {
        DuckDbSettings settings = TestProject.settings(directory.resolve("other"), 1_000);
        ProjectFile file = new ProjectFile(settings.directory(), ID);
        try (Database database = new Database(settings)) {
            Session writer = database.open();
            String attached = file.attach(writer);
            file.create(writer, attached);
            ProjectStore store = new ProjectStore(database, file, writer, attached, settings.compactAtRows());

            store.drop();

            List<ThrowingCallable> waiting = List.of(
                    store::snapshot,
                    () -> store.erase(List.of("ann"), NONE),
                    () -> store.alias(new AliasedId(Utf8.bytes("ann"), Utf8.bytes("bob")), NONE),
                    () -> store.scrub(NONE),
                    () -> store.compact(NONE));
            assertThat(waiting)
                    .allSatisfy(each -> assertThatThrownBy(each)
                            .isInstanceOfSatisfying(
                                    MusterException.class,
                                    e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND)));
            assertThat(file.exists()).isFalse();
        }
    }

    @Test
    void forgetsADroppedProject() {
        project.events(batch -> event(batch, "1", "ann", "Order", 1_000));
        try (EngineSnapshot snapshot = project.engine.snapshot(ID)) {
            project.engine.dropProject(ID);
            assertThatThrownBy(() -> snapshot.select(atLeast("Order", 1), TestProject.UTC, NONE))
                    .isInstanceOf(MusterException.class);
        }
        assertThatThrownBy(() -> project.engine.dataVersion(ID)).hasMessageContaining("test-1");
        project.engine.createProject(ID);
        assertThat(project.engine.dataVersion(ID)).isZero();
        assertThat(project.select(atLeast("Order", 1))).isEmpty();
        project.engine.dropProject(new ProjectId("never"));
    }
}
