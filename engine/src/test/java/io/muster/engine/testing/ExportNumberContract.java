package io.muster.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.engine.CsvDialect;
import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot;
import io.muster.engine.ExportColumn;
import io.muster.engine.ExportColumn.EventFact;
import io.muster.engine.ExportColumn.Fact;
import io.muster.engine.ExportRows;
import io.muster.engine.Progress;
import io.muster.engine.StoredType;
import io.muster.engine.TableFile;
import io.muster.engine.TableFiles.Changes;
import io.muster.engine.TableFormat;
import io.muster.engine.TableReader;
import io.muster.engine.TableTarget;
import io.muster.engine.rows.Numbers;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers of several kinds in one column: what a file has is what is stored, whatever else the column has. */
interface ExportNumberContract extends EngineContract {

    List<String> WHOLE = List.of(
            "0",
            "-1",
            "9007199254740991",
            "9007199254740992",
            "9007199254740993",
            "-9007199254740993",
            "9223372036854775807",
            "-9223372036854775808");
    List<String> SHORT = List.of("0.5", "-0.0001", "99999999999.9999", "12.3");
    List<String> DOUBLE = List.of(
            "1e308", "-1e308", "1e-300", "5e-324", "0.1000000001", "1.7976931348623157e308", "9223372036854775808");

    /** Columns that kinds of numbers meet in. */
    static List<List<String>> mixtures() {
        return List.of(
                WHOLE,
                SHORT,
                DOUBLE,
                both(WHOLE, SHORT),
                both(WHOLE, DOUBLE),
                both(SHORT, DOUBLE),
                both(List.of("1", "999999999999999"), both(SHORT, DOUBLE)),
                both(List.of("1000000000000000"), DOUBLE),
                both(WHOLE, both(SHORT, DOUBLE)));
    }

    private static List<String> both(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    @ParameterizedTest
    @MethodSource("mixtures")
    default void aColumnOfSeveralKindsOfNumbersLosesNone(List<String> numbers) {
        load(numbers);

        for (TableFormat format : TableFormat.values()) {
            TableFile written = write(format, format + ".first");
            assertThat(numbers(written)).as("%s", format).isEqualTo(stored(numbers));
            for (TableFormat other : TableFormat.values()) {
                assertThat(numbers(converted(written, other, format + "." + other)))
                        .as("%s made of %s", other, format)
                        .isEqualTo(stored(numbers));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TableFormat.class)
    default void wholeNumbersBesideDecimalsAreWrittenAsDecimals(TableFormat format) {
        load(List.of("9007199254740993", "0.25"));

        StoredType type = write(format, "decimals").columns().getLast().type();

        assertThat(type.text()).isEqualTo("decimal(21,2)");
    }

    @Test
    default void textsOfNumbersSayEachAsItIs() throws IOException {
        load(List.of("9007199254740993", "0.25", "1e-300", "7"));

        assertThat(text(write(TableFormat.CSV, "each.csv")))
                .containsExactly("id,n", "p0,9007199254740993", "p1,0.25", "p2,1e-300", "p3,7");
        assertThat(text(write(TableFormat.NDJSON, "each.ndjson")))
                .containsExactly(
                        "{\"id\":\"p0\",\"n\":9007199254740993}",
                        "{\"id\":\"p1\",\"n\":0.25}",
                        "{\"id\":\"p2\",\"n\":1e-300}",
                        "{\"id\":\"p3\",\"n\":7}");
    }

    @Test
    default void whatDoublesHoldStaysADouble() {
        load(List.of("999999999999999", "0.25", "1e-300"));

        assertThat(write(TableFormat.CSV, "double").columns().getLast().type()).isEqualTo(new StoredType.Real());
    }

    @ParameterizedTest
    @CsvSource({
        "9007199254740993, 0.5, 9007199254740992, 1.5, 2",
        "9007199254740993, 1e-300, 9007199254740992, 1e-300, 1",
        "9007199254740993, 7, 9007199254740993, 0.5, 1",
        "9007199254740993, 7, 9007199254740993, 1e-300, 1",
        "9007199254740993, 0.25, 9007199254740993, 1e-300, 1",
        "7, 8, 7, 0.1000000001, 1",
        "7, 8, 7, text, 1",
        "0.5, 1e-300, 0.5, 9007199254740993, 1",
        "9223372036854775807, 0.1000000001, 9223372036854775807, 9223372036854775808, 1",
        "0.5, 0.25, 0.5, 0.125, 1"
    })
    default void whatChangedIsFoundByTheExactValue(
            String before, String beside, String after, String besideAfter, int changed) {
        load(List.of(before, beside));
        List<TableFile> older = everyFormat("older");
        load(List.of(after, besideAfter));
        List<TableFile> newer = everyFormat("newer");

        for (TableFile one : older) {
            for (TableFile other : newer) {
                TableTarget target = target(TableFormat.CSV, "changes" + one.format() + other.format());
                Changes changes = fixture()
                        .engine()
                        .files()
                        .compare(one, other, "id", target, Progress.NONE, Deadline.none())
                        .changes();
                assertThat(changes)
                        .as("%s after %s", other.format(), one.format())
                        .isEqualTo(new Changes(0, changed, 0, changed));
            }
        }
    }

    @Test
    default void leastAndGreatestOfSeveralKindsAreExact() throws IOException {
        List<String> all = List.of("9007199254740993", "9007199254740992", "0.25", "1e-300", "-9007199254740993");
        fixture()
                .events(all.stream()
                        .map(number -> EventRow.of("p", "Order", 1_000, "total", new BigDecimal(number)))
                        .toArray(EventRow[]::new));
        fixture()
                .events(
                        EventRow.of("q", "Order", 1_000, "total", new BigDecimal("9223372036854775807")),
                        EventRow.of("q", "Order", 1_000, "total", new BigDecimal("9223372036854775808")));

        assertThat(text(write(
                        TableFormat.CSV,
                        "bounds",
                        new EventFact(Fact.MIN, "Order", "total", null),
                        new EventFact(Fact.MAX, "Order", "total", null))))
                .contains("p,-9007199254740993,9007199254740993", "q,9223372036854775807,9.223372036854776e+18");
    }

    @Test
    default void aTotalTooLongForADoubleIsExactWhereverItIsWritten() {
        fixture()
                .events(
                        EventRow.of("p", "Order", 1_000, "total", new BigDecimal("9007199254740992")),
                        EventRow.of("p", "Order", 1_000, "total", BigDecimal.ONE));
        Numbers.Held total = Numbers.hold(new BigDecimal("9007199254740993"));
        EventFact sum = new EventFact(Fact.SUM, "Order", "total", null);

        for (TableFormat format : TableFormat.values()) {
            TableFile file = write(format, "sum." + format, sum);
            assertThat(numbers(file)).as("%s", format).containsExactly(total);
            assertThat(numbers(converted(file, TableFormat.PARQUET, "sum.parquet." + format)))
                    .containsExactly(total);
        }
    }

    private void load(List<String> numbers) {
        fixture()
                .profiles(IntStream.range(0, numbers.size())
                        .mapToObj(i -> ProfileRow.of("p" + i, Map.of("n", value(numbers.get(i)))))
                        .toArray(ProfileRow[]::new));
    }

    private static Object value(String text) {
        return text.equals("text") ? text : new BigDecimal(text);
    }

    /** Numbers as they are stored, each of which has one form only. */
    private static List<Numbers.Held> stored(List<String> numbers) {
        return numbers.stream().map(BigDecimal::new).map(Numbers::hold).toList();
    }

    private List<TableFile> everyFormat(String name) {
        List<TableFile> files = new ArrayList<>();
        for (TableFormat format : TableFormat.values()) {
            files.add(write(format, name + "." + format));
        }
        return files;
    }

    private TableTarget target(TableFormat format, String name) {
        return new TableTarget(fixture().file(name), format, CsvDialect.PLAIN.withGuard(true));
    }

    private TableFile write(TableFormat format, String name) {
        return write(format, name, new ExportColumn.Attribute("n"));
    }

    private TableFile write(TableFormat format, String name, ExportColumn.Source... sources) {
        List<ExportColumn> columns = new ArrayList<>(List.of(new ExportColumn("id", new ExportColumn.Id())));
        for (ExportColumn.Source source : sources) {
            columns.add(new ExportColumn("n" + (columns.size() == 1 ? "" : columns.size()), source));
        }
        try (EngineSnapshot snapshot = fixture().snapshot()) {
            return snapshot.write(
                            ExportRows.of(snapshot.everyone(Deadline.none()), columns),
                            target(format, name),
                            Progress.NONE,
                            Deadline.none())
                    .file();
        }
    }

    private TableFile converted(TableFile source, TableFormat format, String name) {
        TableTarget target = target(format, name);
        fixture().engine().files().convert(source, target, 1, Progress.NONE, Deadline.none());
        return new TableFile(List.of(target.file()), format, target.dialect(), source.columns());
    }

    private List<Numbers.Held> numbers(TableFile file) {
        List<Numbers.Held> numbers = new ArrayList<>();
        try (TableReader reader = fixture().engine().files().read(file)) {
            while (reader.next()) {
                numbers.add(Numbers.hold(number(reader.value(1))));
            }
        }
        return numbers;
    }

    private static BigDecimal number(@Nullable Object value) {
        return switch (value) {
            case Long whole -> BigDecimal.valueOf(whole);
            case Double real -> BigDecimal.valueOf(real);
            case BigDecimal exact -> exact;
            case null, default -> throw new AssertionError("no number: " + value);
        };
    }

    private static List<String> text(TableFile file) throws IOException {
        return Files.readAllLines(file.parts().getFirst());
    }
}
