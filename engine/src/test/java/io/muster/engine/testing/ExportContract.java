package io.muster.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot;
import io.muster.engine.EngineSnapshot.WrittenTable;
import io.muster.engine.ExportColumn;
import io.muster.engine.ExportRows;
import io.muster.engine.FieldType;
import io.muster.engine.Progress;
import io.muster.engine.TableFormat;
import io.muster.engine.TableReader;
import io.muster.engine.TableTarget;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

/** Members as files. */
interface ExportContract extends EngineContract {

    /** Rows, and different profiles among them. */
    record Counted(long rows, long distinct) {}

    @Test
    default void writesOneRowForEachMemberInOrder() {
        fixture()
                .profiles(IntStream.range(0, 5000)
                        .mapToObj(i -> ProfileRow.of("p" + i, Map.of("n", BigDecimal.valueOf(i))))
                        .toArray(ProfileRow[]::new));
        RoaringBitmap odd = new RoaringBitmap();
        IntStream.range(0, 5000).filter(i -> i % 2 == 1).forEach(odd::add);
        List<ExportColumn> columns = List.of(
                new ExportColumn("id", new ExportColumn.Id()), new ExportColumn("n", new ExportColumn.Attribute("n")));

        Path file = fixture().file("members.parquet");
        assertThat(write(odd, columns, file)).isEqualTo(new Counted(2500, 2500));
        List<List<@Nullable Object>> rows = read(file);
        assertThat(rows).hasSize(2500);
        assertThat(rows.getFirst()).containsExactly("p1", 1L);
        assertThat(rows.get(1234)).containsExactly("p2469", 2469L);
        assertThat(rows.getLast()).containsExactly("p4999", 4999L);
    }

    @Test
    default void writesColumnsOfEverySource() {
        fixture()
                .profiles(
                        new ProfileRow("p", oneOfEachType(), Map.of("email", "a@b.c"), List.of("vip", "it's \"new\"")),
                        ProfileRow.of("q", Map.of("mixed", "text", "text", "")),
                        ProfileRow.of("r", Map.of("mixed", new BigDecimal("5"))));

        Path file = fixture().file("all.parquet");
        assertThat(write(RoaringBitmap.bitmapOf(0, 1, 2), columnsOfEverySource(), file))
                .isEqualTo(new Counted(3, 3));
        List<List<@Nullable Object>> rows = read(file);
        assertThat(rows.get(0).subList(1, 5)).containsExactly("p", "a@b.c", "[\"vip\",\"it's \\\"new\\\"\"]", true);
        assertThat(rows.get(0).subList(5, 9)).containsExactly(null, "it's", 1L, 2.5);
        assertThat(rows.get(0).subList(9, 12)).containsExactly(0.10005, true, "[\"a\",2]");
        assertThat(rows.get(0).getLast()).isNull();
        assertThat(rows.get(1).subList(1, 7)).containsExactly("q", null, null, false, null, "");
        assertThat(rows.get(1).getLast()).isEqualTo("text");
        assertThat(rows.get(2).getLast()).isEqualTo("5");
    }

    private static Map<String, Object> oneOfEachType() {
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("text", "it's");
        attributes.put("whole", BigDecimal.ONE);
        attributes.put("money", new BigDecimal("2.5"));
        attributes.put("real", new BigDecimal("0.10005"));
        attributes.put("bool", true);
        attributes.put("list", List.of("a", BigDecimal.TWO));
        return attributes;
    }

    private static List<ExportColumn> columnsOfEverySource() {
        List<ExportColumn> columns = new ArrayList<>(List.of(
                new ExportColumn("key", new ExportColumn.ExportKey()),
                new ExportColumn("id", new ExportColumn.Id()),
                new ExportColumn("mail \"quoted\"", new ExportColumn.Identity("email")),
                new ExportColumn("tags", new ExportColumn.Tags()),
                new ExportColumn("vip", new ExportColumn.Tag("vip")),
                new ExportColumn("unseen", new ExportColumn.Attribute("unseen"))));
        List.of("text", "whole", "money", "real", "bool", "list", "mixed")
                .forEach(name -> columns.add(new ExportColumn(name, new ExportColumn.Attribute(name))));
        return columns;
    }

    @Test
    default void attributesBelowANameAreOneObject() throws IOException {
        fixture()
                .profiles(
                        ProfileRow.of(
                                "p", Map.of("home.city", "Malm\u00f6 \"C\"\n", "home.geo.lat", new BigDecimal("55.5"))),
                        ProfileRow.of(
                                "q", Map.of("home.city", BigDecimal.ONE, "home.tags", List.of("a", BigDecimal.TWO))),
                        ProfileRow.of("r", Map.of("homeless", true)),
                        ProfileRow.of("s", Map.of("home.\"k\"'.b.c", true, "home.\"k\"'.b", "both", "home..", "")));
        List<ExportColumn> columns = List.of(
                new ExportColumn("home", new ExportColumn.Nested("home")),
                new ExportColumn("geo", new ExportColumn.Nested("home.geo")),
                new ExportColumn("none", new ExportColumn.Nested("nothing")));
        RoaringBitmap all = RoaringBitmap.bitmapOf(0, 1, 2, 3);

        Path ndjson = fixture().file("nested.ndjson");
        assertThat(write(all, columns, TableFormat.NDJSON, ndjson)).isEqualTo(new Counted(4, 4));
        assertThat(Files.readString(ndjson)).isEqualTo("""
                {"home":{"city":"Malm\u00f6 \\"C\\"\\n","geo":{"lat":55.5}},"geo":{"lat":55.5},"none":null}
                {"home":{"city":1,"tags":["a",2]},"geo":null,"none":null}
                {"home":null,"geo":null,"none":null}
                {"home":{"\\"k\\"'":{"b":"both","b.c":true},"":{"":""}},"geo":null,"none":null}
                """);
        Path parquet = fixture().file("nested.parquet");
        write(all, columns, TableFormat.PARQUET, parquet);
        assertThat(read(parquet).get(1)).containsExactly("{\"city\":1,\"tags\":[\"a\",2]}", null, null);
    }

    @Test
    default void anObjectMayBeAsDeepAsItsNameIsLong() {
        String deepest = "a" + ".b".repeat(99);
        fixture().profiles(ProfileRow.of("p", Map.of(deepest, true)));
        Path file = fixture().file("deep.parquet");

        write(RoaringBitmap.bitmapOf(0), List.of(new ExportColumn("a", new ExportColumn.Nested("a"))), file);

        assertThat(read(file).getFirst()).containsExactly("{\"b\":".repeat(99) + "true" + "}".repeat(99));
    }

    @Test
    default void columnsThatThereAreNameObjectsOnce() {
        fixture().profiles(ProfileRow.of("p", Map.of("a.b.c", true, "a.b.d", true, "e", true, "f.", true)));

        try (EngineSnapshot snapshot = fixture().snapshot()) {
            assertThat(snapshot.columnSources(null))
                    .filteredOn(ExportColumn.Nested.class::isInstance)
                    .containsExactly(
                            new ExportColumn.Nested("a"), new ExportColumn.Nested("a.b"), new ExportColumn.Nested("f"));
            assertThat(snapshot.columnType(new ExportColumn.Nested("a.b"))).contains(FieldType.OBJECT);
            assertThat(snapshot.columnType(new ExportColumn.Nested("e"))).isEmpty();
        }
    }

    @Test
    default void anEmptySetIsAFileWithoutRows() {
        fixture().profiles(ProfileRow.of("p", Map.of()));
        List<ExportColumn> columns = List.of(new ExportColumn("id", new ExportColumn.Id()));

        Path file = fixture().file("empty.parquet");
        assertThat(write(new RoaringBitmap(), columns, file)).isEqualTo(new Counted(0, 0));
        assertThat(read(file)).isEmpty();
    }

    @Test
    default void defaultColumnsAreKeyIdAndAttributesByName() {
        fixture().profiles(ProfileRow.of("p", Map.of("b", "x", "a", "y")));

        try (EngineSnapshot snapshot = fixture().snapshot()) {
            assertThat(snapshot.defaultColumns().stream().map(ExportColumn::source))
                    .containsExactly(
                            new ExportColumn.ExportKey(),
                            new ExportColumn.Id(),
                            new ExportColumn.Attribute("a"),
                            new ExportColumn.Attribute("b"));
        }
    }

    @Test
    default void membersBecomeCsvAndNdjson() throws IOException {
        fixture()
                .profiles(
                        ProfileRow.of("p,1", Map.of("text", "say \"hi\"", "n", new BigDecimal("5"))),
                        ProfileRow.of("q", Map.of("text", "")),
                        ProfileRow.of("r", Map.of("n", BigDecimal.ZERO)));
        List<ExportColumn> columns = List.of(
                new ExportColumn("id", new ExportColumn.Id()),
                new ExportColumn("text", new ExportColumn.Attribute("text")),
                new ExportColumn("n", new ExportColumn.Attribute("n")));
        RoaringBitmap all = RoaringBitmap.bitmapOf(0, 1, 2);

        Path csv = fixture().file("snapshot.csv");
        assertThat(write(all, columns, TableFormat.CSV, csv)).isEqualTo(new Counted(3, 3));
        assertThat(Files.readString(csv)).isEqualTo("""
                id,text,n
                "p,1","say ""hi\""",5
                q,"",
                r,,0
                """);
        Path ndjson = fixture().file("snapshot.ndjson");
        assertThat(write(all, columns, TableFormat.NDJSON, ndjson)).isEqualTo(new Counted(3, 3));
        assertThat(Files.readString(ndjson)).isEqualTo("""
                {"id":"p,1","text":"say \\"hi\\"","n":5}
                {"id":"q","text":"","n":null}
                {"id":"r","text":null,"n":0}
                """);
    }

    @Test
    default void aWriteThatIsCancelledLeavesNoFile() {
        fixture().profiles(ProfileRow.of("p", Map.of()));
        Path file = fixture().file("cancelled.csv");
        Deadline deadline = Deadline.none();
        List<ExportColumn> columns = List.of(new ExportColumn("id", new ExportColumn.Id()));

        try (EngineSnapshot snapshot = fixture().snapshot()) {
            assertThatThrownBy(() -> snapshot.write(
                            ExportRows.of(RoaringBitmap.bitmapOf(0), columns),
                            TableTarget.of(file, TableFormat.CSV),
                            (done, total) -> deadline.cancel(),
                            deadline))
                    .isInstanceOfSatisfying(
                            MusterException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
            assertThat(file).doesNotExist();
            assertThat(snapshot.profileCount()).isEqualTo(1);
        }
    }

    @Test
    default void aWriteThatIsUnderWayIsStoppedAtOnce() throws InterruptedException {
        fixture()
                .profiles(IntStream.range(0, 50_000)
                        .mapToObj(i -> ProfileRow.of("p" + i, Map.of("text", "some text of profile " + i)))
                        .toArray(ProfileRow[]::new));
        Path file = fixture().file("stopped.csv");
        Deadline deadline = Deadline.none();
        List<ExportColumn> columns = IntStream.range(0, 200)
                .mapToObj(i -> new ExportColumn("c" + i, new ExportColumn.Attribute("text")))
                .toList();
        Thread canceller = Thread.ofVirtual().start(() -> {
            while (!Files.exists(file)) {
                Thread.onSpinWait();
            }
            deadline.cancel();
        });

        try (EngineSnapshot snapshot = fixture().snapshot()) {
            ExportRows rows = ExportRows.of(snapshot.everyone(Deadline.none()), columns);
            assertThatThrownBy(
                            () -> snapshot.write(rows, TableTarget.of(file, TableFormat.CSV), Progress.NONE, deadline))
                    .isInstanceOfSatisfying(
                            MusterException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
        }
        canceller.join();
        assertThat(file).doesNotExist();
    }

    private Counted write(RoaringBitmap members, List<ExportColumn> columns, Path file) {
        return write(members, columns, TableFormat.PARQUET, file);
    }

    private Counted write(RoaringBitmap members, List<ExportColumn> columns, TableFormat format, Path file) {
        try (EngineSnapshot snapshot = fixture().snapshot()) {
            WrittenTable written = snapshot.write(
                    ExportRows.of(members, columns), TableTarget.of(file, format), Progress.NONE, Deadline.none());
            assertThat(written.file().parts()).containsExactly(file);
            return new Counted(written.rows(), written.distinct());
        }
    }

    private List<List<@Nullable Object>> read(Path file) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (TableReader reader = fixture().engine().readParquet(file)) {
            while (reader.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int column = 0; column < reader.columns().size(); column++) {
                    row.add(reader.value(column));
                }
                rows.add(row);
            }
        }
        return rows;
    }
}
