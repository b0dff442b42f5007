package io.muster.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.engine.CsvDialect;
import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot;
import io.muster.engine.EngineSnapshot.WrittenTable;
import io.muster.engine.ExportColumn;
import io.muster.engine.ExportRows;
import io.muster.engine.FormulaGuard;
import io.muster.engine.Progress;
import io.muster.engine.TableFile;
import io.muster.engine.TableFiles;
import io.muster.engine.TableFormat;
import io.muster.engine.TableReader;
import io.muster.engine.TableTarget;
import io.muster.model.testing.Seeds;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.roaringbitmap.RoaringBitmap;

/** Files of exports: every format read back is what was written. */
interface TableFileContract extends EngineContract {

    /** A way to write a file. */
    record Way(TableFormat format, CsvDialect dialect) {}

    static Stream<Way> ways() {
        CsvDialect guarded = CsvDialect.PLAIN.withGuard(true);
        return Stream.concat(
                Stream.of(TableFormat.PARQUET, TableFormat.NDJSON, TableFormat.JSON)
                        .map(format -> new Way(format, CsvDialect.PLAIN)),
                Stream.of(
                                CsvDialect.PLAIN,
                                guarded,
                                new CsvDialect(';', '\'', "NULL", true, true, true, true),
                                new CsvDialect('\t', '"', "\\N", false, true, false, true),
                                new CsvDialect('|', '"', "", true, false, false, false))
                        .map(dialect -> new Way(TableFormat.CSV, dialect)));
    }

    @ParameterizedTest
    @MethodSource("ways")
    default void everyFormatIsReadBackWithoutLoss(Way way) {
        long seed = Seeds.of(TableFileContract.class);
        fixture().profiles(new HostileRows(seed).profiles(500));
        Path file = fixture().file("hostile");
        List<List<@Nullable Object>> expected =
                rows(write(new Way(TableFormat.PARQUET, CsvDialect.PLAIN), "all.parquet"));

        TableFile written = write(way, "hostile");
        Path converted = fixture().file("converted.parquet");
        long count = files().convert(
                        written, TableTarget.of(converted, TableFormat.PARQUET), 500, Progress.NONE, Deadline.none());

        assertThat(file).isNotEmptyFile();
        assertThat(count).isEqualTo(500);
        TableFile parquet = new TableFile(List.of(converted), TableFormat.PARQUET, CsvDialect.PLAIN, written.columns());
        assertThat(rows(parquet)).isEqualTo(expected);
    }

    /** Every sign once between values and once around them, with texts of all signs, and nulls that look like values. */
    @Test
    default void everySignThatADialectMayHaveIsReadBackWithoutLoss() {
        long seed = Seeds.of(TableFileContract.class);
        List<Character> signs = CsvDialect.signs();
        List<ProfileRow> profiles = new ArrayList<>(List.of(new HostileRows(seed).profiles(60)));
        for (char sign : signs) {
            for (String text : List.of("" + sign, "" + sign + sign, "a" + sign + "b", sign + "\n" + sign, sign + "0")) {
                profiles.add(ProfileRow.of("s" + profiles.size(), Map.of("text", text, "whole", BigDecimal.ZERO)));
            }
        }
        fixture().profiles(profiles.toArray(ProfileRow[]::new));
        List<List<@Nullable Object>> expected = rows(write(new Way(TableFormat.PARQUET, CsvDialect.PLAIN), "all"));
        List<String> nulls = List.of("", "0", "NULL", "true", "a", "-1", "p1");
        int shift = 1 + new Random(seed).nextInt(signs.size() - 1);

        for (int i = 0; i < signs.size(); i++) {
            char quote = signs.get((i + shift) % signs.size());
            CsvDialect dialect = new CsvDialect(
                    signs.get(i), quote, nulls.get(i % nulls.size()), i % 2 == 0, false, true, i % 3 > 0);
            TableFile written = write(new Way(TableFormat.CSV, dialect), "signs" + i);
            Path converted = fixture().file("signs" + i + ".parquet");
            TableTarget target = TableTarget.of(converted, TableFormat.PARQUET);
            files().convert(written, target, profiles.size(), Progress.NONE, Deadline.none());
            TableFile parquet =
                    new TableFile(List.of(converted), TableFormat.PARQUET, CsvDialect.PLAIN, written.columns());
            assertThat(rows(parquet)).as("%s, seed %d", dialect, seed).isEqualTo(expected);
        }
    }

    @Test
    default void guardsTextsAndHeadersAgainstFormulas() throws IOException {
        fixture()
                .profiles(
                        ProfileRow.of("1", Map.of("=x", "=1+1", "n", new BigDecimal("-5"))),
                        ProfileRow.of("2", Map.of("=x", "-5")),
                        ProfileRow.of("3", Map.of("=x", "'@x")));
        Way way = new Way(TableFormat.CSV, CsvDialect.PLAIN.withGuard(true));

        assertThat(Files.readString(write(way, "guarded.csv").parts().getFirst())
                        .lines())
                .map(line -> line.substring(line.indexOf(',') + 1))
                .containsExactly("id,'=x,n", "1,'=1+1,-5", "2,-5,", "3,''@x,");
        assertThat(Stream.of("=", "+1", "-x", "@", "\ta", "\ra", "'=", "a", "", "-1", "-1e5", "'", "é")
                        .map(FormulaGuard::guard))
                .containsExactly("'=", "'+1", "'-x", "'@", "'\ta", "'\ra", "''=", "a", "", "-1", "-1e5", "'", "é");
    }

    @Test
    default void tellsWhatDiffersBetweenTwoFiles() throws IOException {
        fixture()
                .profiles(
                        ProfileRow.of("same", Map.of("a", "x")),
                        ProfileRow.of("goes", Map.of("a", "y")),
                        ProfileRow.of("changes", Map.of("a", "z")));
        TableFile older = write(new Way(TableFormat.CSV, CsvDialect.PLAIN), RoaringBitmap.bitmapOf(0, 1, 2), "older");
        fixture().profiles(ProfileRow.of("changes", Map.of("a", BigDecimal.ONE)), ProfileRow.of("comes", Map.of()));
        TableFile newer =
                write(new Way(TableFormat.PARQUET, CsvDialect.PLAIN), RoaringBitmap.bitmapOf(0, 2, 3), "newer");
        Path file = fixture().file("changes.csv");

        TableFiles.Changes changes = files().compare(
                        older, newer, "id", TableTarget.of(file, TableFormat.CSV), Progress.NONE, Deadline.none())
                .changes();

        assertThat(changes).isEqualTo(new TableFiles.Changes(1, 1, 1, 3));
        assertThat(Files.readString(file).lines().map(line -> line.replaceFirst(",[^,]*", "")))
                .containsExactly("change,id,a", "changed,changes,1", "added,comes,", "removed,goes,y");
    }

    @Test
    default void partsAreReadOneAfterTheOther() throws IOException {
        fixture().profiles(ProfileRow.of("1", Map.of("a", "long text")), ProfileRow.of("2", Map.of("a", "é")));
        TableFile one = write(new Way(TableFormat.CSV, CsvDialect.PLAIN), RoaringBitmap.bitmapOf(0), "one.csv");
        TableFile two = write(new Way(TableFormat.CSV, CsvDialect.PLAIN), RoaringBitmap.bitmapOf(1), "two.csv");
        TableFile both = new TableFile(
                List.of(one.parts().getFirst(), two.parts().getFirst()), one.format(), one.dialect(), one.columns());

        assertThat(rows(both)).extracting(row -> row.get(1)).containsExactly("1", "2");
        assertThat(files().longestTexts(both, Deadline.none()).getLast()).isEqualTo(9);
    }

    private TableFiles files() {
        return fixture().engine().files();
    }

    private TableFile write(Way way, String name) {
        try (EngineSnapshot snapshot = fixture().snapshot()) {
            return write(way, snapshot.everyone(Deadline.none()), name);
        }
    }

    private TableFile write(Way way, RoaringBitmap members, String name) {
        try (EngineSnapshot snapshot = fixture().snapshot()) {
            List<ExportColumn> columns = new ArrayList<>(snapshot.defaultColumns());
            if (columns.size() > 5) {
                columns.add(new ExportColumn("tags", new ExportColumn.Tags()));
                columns.add(new ExportColumn("box", new ExportColumn.Nested("box")));
            }
            WrittenTable written = snapshot.write(
                    ExportRows.of(members, columns),
                    new TableTarget(fixture().file(name), way.format(), way.dialect()),
                    Progress.NONE,
                    Deadline.none());
            return written.file();
        }
    }

    private List<List<@Nullable Object>> rows(TableFile file) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (TableReader reader = files().read(file)) {
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
