package io.muster.engine.rows;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReaderTest {

    private static final ReadOptions PLAIN = ReadOptions.in(ZoneOffset.UTC);

    @TempDir
    private Path dir;

    @Test
    void readsProfilesWithReservedAndOtherColumns() throws IOException {
        ReadRows read = profiles("""
                id,shared_user_id,identity:email,tags,time,country,age,vip,address.city
                007,u-7,a@b.c,"[""x"",""y""]",2026-01-01,SE,31,true,Lund
                """);
        assertThat(read.only())
                .isEqualTo(Map.of(
                        "$profile", "007",
                        "@shared_user_id", "'u-7'",
                        "@email", "'a@b.c'",
                        "#tags", "[x, y]",
                        "country", "'SE'",
                        "age", "long 31",
                        "vip", "true",
                        "address.city", "'Lund'"));
    }

    @Test
    void anUnquotedValueCanStandForAMissingOne() throws IOException {
        ReadOptions options = new ReadOptions(Map.of(), Map.of(), ZoneId.of("Europe/Stockholm"), null, null, ',', "NA");

        ReadRows read = read("id,age,note\n1,NA,\"NA\"\n2,7,NA\nNA,8,x\n3,9,NAN\n", RowKind.PROFILES, options);

        assertThat(read.rows())
                .containsExactly(
                        Map.of("$profile", "1", "note", "'NA'"),
                        Map.of("$profile", "2", "age", "long 7"),
                        Map.of("$profile", "3", "age", "long 9", "note", "'NAN'"));
        assertThat(read.rejected())
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.code()).isEqualTo(RowError.ROW_MISSING_FIELD));
    }

    @Test
    void readsEventsUnderAnyHeader() throws IOException {
        ReadOptions options = new ReadOptions(
                Map.of("Kunde", "profile", "Datum", "time", "Notiz", "", "Summe", "total"),
                Map.of(),
                ZoneId.of("Europe/Stockholm"),
                "d.M.yyyy H:mm",
                "Order",
                ';');
        ReadRows read = read(
                "Kunde;Datum;Notiz;Summe\n1;1.7.2026 9:05;x;12.50\n2;31.2.2026 9:05;x;1\n", RowKind.EVENTS, options);
        assertThat(read.rows())
                .containsExactly(Map.of(
                        "$profile",
                        "1",
                        "$id",
                        "null",
                        "$name",
                        "Order",
                        "$time",
                        "1782889500000",
                        "total",
                        "decimal 125000"));
        assertThat(read.rejected()).singleElement().satisfies(rejected -> {
            assertThat(rejected.code()).isEqualTo(RowError.ROW_INVALID_TIME);
            assertThat(rejected.detail()).contains("31.2.2026 9:05").contains("d.M.yyyy H:mm");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            1;-2;3.5;1e3                 | long 1
            1;;2                         | long 1
            1;00123                      | '1'
            1;1234567890123456789        | '1'
            1;+2                         | '1'
            1;.5                         | '1'
            1;0x1F                       | '1'
            1;NA                         | '1'
            true;FALSE                   | true
            true;1                       | 'true'
            2026-01-01;2026-01-02        | '2026-01-01'
            [1,2]                        | '[1,2]'
            """)
    void findsTheTypeFromTheWholeColumn(String column, String first) throws IOException {
        StringBuilder file = new StringBuilder("a;id\n");
        for (String value : column.split(";", -1)) {
            file.append(value).append(";p\n");
        }
        ReadOptions options = new ReadOptions(Map.of(), Map.of(), ZoneOffset.UTC, null, null, ';');
        ReadRows read = read(file.toString(), RowKind.PROFILES, options);
        assertThat(read.rejected()).isEmpty();
        assertThat(read.rows().getFirst()).containsEntry("a", first);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            TEXT    | 5                      | '5'
            NUMBER  | 00123                  | long 123
            NUMBER  | -1.25                  | decimal -12500
            NUMBER  | twelve                 | ROW_WRONG_TYPE
            NUMBER  | 1E+999999999           | ROW_WRONG_TYPE
            NUMBER  | 9223372036854775807    | long 9223372036854775807
            BOOLEAN | TRUE                   | true
            BOOLEAN | 0                      | false
            BOOLEAN | yes                    | ROW_WRONG_TYPE
            DATE    | 2026-07-01             | '2026-07-01'
            DATE    | 2026-07-01T12:00:00Z   | '2026-07-01T12:00:00Z'
            DATE    | 2026-07-01 12:00-02:00 | '2026-07-01 12:00-02:00'
            DATE    | 2026-07-01 12:00       | '2026-07-01T10:00:00Z'
            DATE    | 1/7/2026               | ROW_WRONG_TYPE
            LIST    | [1.0]                  | [1]
            LIST    | [1                     | ROW_WRONG_TYPE
            LIST    | {}                     | ROW_WRONG_TYPE
            LIST    | [1] x                  | ROW_WRONG_TYPE
            LIST    | a;b                    | ROW_WRONG_TYPE
            """)
    void readsAColumnAsTheTypeThatIsAskedFor(ColumnType type, String value, String expected) throws IOException {
        ReadOptions options =
                new ReadOptions(Map.of(), Map.of("a", type), ZoneId.of("Europe/Stockholm"), null, null, ',');
        ReadRows read = read("id,a\n1," + value + "\n", RowKind.PROFILES, options);
        if (expected.startsWith("ROW_")) {
            assertThat(read.onlyRejected().code()).hasToString(expected);
            assertThat(read.onlyRejected().detail()).contains("\"a\"").contains(value);
        } else {
            assertThat(read.only()).containsEntry("a", expected);
        }
    }

    @Test
    void readsDatesInTheGivenFormat() throws IOException {
        Map<String, ColumnType> types = Map.of("born", ColumnType.DATE, "seen", ColumnType.DATE);
        ReadOptions dates = new ReadOptions(Map.of(), types, ZoneOffset.UTC, "M/d/yyyy[ H:mm]", null, ',');
        assertThat(read("id,born,seen\n1,7/1/1990,7/1/2026 9:30\n", RowKind.PROFILES, dates)
                        .only())
                .containsEntry("born", "'1990-07-01'")
                .containsEntry("seen", "'2026-07-01T09:30:00Z'");
    }

    @Test
    void tellsTheEmptyTextFromNothing() throws IOException {
        ReadRows read = profiles("id,a,n\n1,x,1\n2,,\n3,\"\",\"\"\n");
        assertThat(read.rows().get(1)).isEqualTo(Map.of("$profile", "2"));
        assertThat(read.rows().get(2)).isEqualTo(Map.of("$profile", "3", "a", "''"));
    }

    @Test
    void keepsQuotesDelimitersAndLineEndsInsideOfQuotes() throws IOException {
        ReadRows read = profiles("id,a\r\n1,\"x \"\"y\"\", z\r\nnext\"\r\n\r\n2,it's \"ok\"\r3,last");
        assertThat(read.rows())
                .extracting(row -> row.get("a"))
                .containsExactly("'x \"y\", z\r\nnext'", "'it's \"ok\"'", "'last'");
    }

    @Test
    void refusesBadRowsByTheirFirstLineAndReadsOn() throws IOException {
        String file = "\uFEFFid,a\n1,\"two\nlines\"\n\n2\n3,x,y\n\"4\"5,x\n,x\n6,\"a\r\nb\n\"\n7,\"b\"c\nbad,\n8,z\n";
        ReadRows read = profiles(file);
        assertThat(read.rows()).extracting(row -> row.get("$profile")).containsExactly("1", "6", "bad", "8");
        assertThat(read.rejected())
                .extracting(rejected -> rejected.line() + " " + rejected.code())
                .containsExactly(
                        "5 ROW_WRONG_COLUMNS",
                        "6 ROW_WRONG_COLUMNS",
                        "7 ROW_WRONG_COLUMNS",
                        "8 ROW_MISSING_FIELD",
                        "12 ROW_WRONG_COLUMNS");
        assertThat(read.rejected().getFirst().detail()).contains("1 columns").contains("names 2");
    }

    @Test
    void refusesARowWithBytesThatAreNoUtf8() throws IOException {
        Path file = dir.resolve("latin.csv");
        Files.write(file, "id,a\n1,Malm\u00f6\n2,ok\n".getBytes(ISO_8859_1));
        RejectedRowList rejected = new RejectedRowList(10);
        ReadRows read =
                ReadRows.of(CsvReader.open(file, RowKind.PROFILES, PLAIN, rejected), RowKind.PROFILES, rejected);
        assertThat(read.rows()).containsExactly(Map.of("$profile", "2", "a", "'ok'"));
        assertThat(read.rejected())
                .containsExactly(new RejectedRowList.Rejected(
                        2, RowError.ROW_INVALID_UTF8, "The row is not valid UTF-8; encode the file as UTF-8."));
    }

    @Test
    void refusesARowOfMoreThanAMebibyteAndReadsOn() throws IOException {
        ReadRows read = profiles("id,a\n1,\"" + "x\n".repeat(RowLimits.LENGTH) + "\"\n2,ok\n");
        assertThat(read.rows()).containsExactly(Map.of("$profile", "2", "a", "'ok'"));
        assertThat(read.rejected()).extracting(RejectedRowList.Rejected::code).containsExactly(RowError.ROW_TOO_LONG);
    }

    @Test
    void countsFarTooManyColumnsWithoutKeepingThem() throws IOException {
        ReadRows read = profiles("id,a\n1" + ",".repeat(100_000) + "\n2,ok\n");
        assertThat(read.rejected())
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.detail()).contains("100001 columns"));
        assertThat(read.rows()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "id,\"a\"b\n", "id,\"a\n1,2\n"})
    void refusesAFileWithoutAReadableFirstRow(String file) {
        assertThatThrownBy(() -> profiles(file))
                .isInstanceOfSatisfying(
                        MusterException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CSV));
    }

    @Test
    void refusesAFileWithAQuoteThatIsNeverClosed() {
        assertThatThrownBy(() -> profiles("id,a\n1,x\n2,\"y\n3,z\n"))
                .isInstanceOfSatisfying(MusterException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CSV);
                    assertThat(e.detail()).contains("line 3");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "\n", "å"})
    void refusesDelimitersThatCannotBe(String delimiter) {
        assertThatThrownBy(() -> new ReadOptions(Map.of(), Map.of(), ZoneOffset.UTC, null, null, delimiter.charAt(0)))
                .isInstanceOf(MusterException.class)
                .hasMessageContaining("delimiter");
    }

    @Test
    void refusesADateFormatThatIsNone() {
        ReadOptions options = new ReadOptions(Map.of(), Map.of(), ZoneOffset.UTC, "jjjj-MM", null, ',');
        assertThatThrownBy(() -> read("id\n1\n", RowKind.PROFILES, options))
                .isInstanceOfSatisfying(
                        MusterException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                .hasMessageContaining("jjjj-MM");
    }

    private ReadRows profiles(String csv) throws IOException {
        return read(csv, RowKind.PROFILES, PLAIN);
    }

    private ReadRows read(String csv, RowKind kind, ReadOptions options) throws IOException {
        Path file = dir.resolve("rows.csv");
        Files.write(file, csv.getBytes(UTF_8));
        RejectedRowList rejected = new RejectedRowList(1000);
        return ReadRows.of(CsvReader.open(file, kind, options, rejected), kind, rejected);
    }
}
