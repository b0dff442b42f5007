package io.muster.engine.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.engine.TableReader;
import io.muster.model.MusterException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableRowReaderTest {

    private static final ReadOptions PLAIN = ReadOptions.in(ZoneOffset.UTC);

    @Test
    void keepsTheTypesOfValues() {
        assertThat(attribute("x")).containsEntry("a", "'x'");
        assertThat(attribute("")).containsEntry("a", "''");
        assertThat(attribute(5L)).containsEntry("a", "long 5");
        assertThat(attribute(5.0)).containsEntry("a", "long 5");
        assertThat(attribute(0.1)).containsEntry("a", "decimal 1000");
        assertThat(attribute(new BigDecimal("12.50"))).containsEntry("a", "decimal 125000");
        assertThat(attribute(true)).containsEntry("a", "true");
        assertThat(attribute(LocalDate.of(2026, 7, 1))).containsEntry("a", "'2026-07-01'");
        assertThat(attribute(Instant.parse("2026-07-01T00:00:00Z"))).containsEntry("a", "'2026-07-01T00:00:00Z'");
        assertThat(attribute(LocalDateTime.of(2026, 7, 1, 12, 0))).containsEntry("a", "'2026-07-01T12:00:00Z'");
        assertThat(attribute(null)).doesNotContainKey("a");
        assertThat(attribute(Arrays.asList("x", 1.50, null, List.of(2L), Map.of("k", true))))
                .containsEntry("a", "[\"x\", 1.5, null, [2], {\"k\":true}]");
        assertThat(attribute(Map.of("b", 1L, "c", Map.of("d", "x"))))
                .containsEntry("a.b", "long 1")
                .containsEntry("a.c.d", "'x'");
    }

    @Test
    void readsTheColumnsThatEveryRowHas() {
        ReadOptions options = new ReadOptions(
                Map.of("who", "profile", "at", "time"), Map.of(), ZoneId.of("Europe/Stockholm"), null, "Order", ',');
        ReadRows read = read(
                RowKind.EVENTS,
                options,
                List.of("who", "at"),
                row(7L, Instant.ofEpochMilli(5)),
                row("p", LocalDateTime.of(2026, 7, 1, 2, 0)),
                row("p", LocalDate.of(2026, 7, 1)),
                row(8.0, 5L),
                row("p", "2026-07-01T00:00:00Z"));
        assertThat(read.rejected()).isEmpty();
        assertThat(read.rows())
                .extracting(row -> row.get("$profile") + " " + row.get("$time"))
                .containsExactly("7 5", "p 1782864000000", "p 1782856800000", "8 5", "p 1782864000000");
    }

    @Test
    void readsIdentitiesAndTags() {
        ReadRows read = read(
                RowKind.PROFILES,
                PLAIN,
                List.of("id", "identity:crm_id", "tags"),
                row("1", 5L, List.of("a", "b", "a")),
                row("2", "x", "[\"c\"]"),
                row("3", "", List.of()));
        assertThat(read.rows())
                .containsExactly(
                        Map.of("$profile", "1", "@crm_id", "'5'", "#tags", "[a, b]"),
                        Map.of("$profile", "2", "@crm_id", "'x'", "#tags", "[c]"),
                        Map.of("$profile", "3", "#tags", "null"));
    }

    @Test
    void refusesBadRowsByTheirNumber() {
        ReadRows read = read(
                RowKind.PROFILES,
                PLAIN,
                List.of("id", "a", "time", "tags"),
                row("1", Double.NaN, null, null),
                row("2", 1L, null, null),
                row(null, 1L, null, null),
                row(1.5, 1L, null, null),
                row("5", 1L, true, null),
                row("6", 1L, null, List.of(5L)),
                row("7", new BigDecimal("1e400"), null, null),
                row(List.of(), 1L, null, null));
        assertThat(read.rows()).containsExactly(Map.of("$profile", "2", "a", "long 1"));
        assertThat(read.rejected())
                .extracting(rejected -> rejected.line() + " " + rejected.code())
                .containsExactly(
                        "1 ROW_WRONG_TYPE",
                        "3 ROW_MISSING_FIELD",
                        "4 ROW_WRONG_TYPE",
                        "5 ROW_INVALID_TIME",
                        "6 ROW_WRONG_TYPE",
                        "7 ROW_WRONG_TYPE",
                        "8 ROW_WRONG_TYPE");
    }

    @Test
    void convertsColumnsToTheTypesAskedFor() {
        Map<String, ColumnType> types =
                Map.of("a", ColumnType.TEXT, "b", ColumnType.NUMBER, "c", ColumnType.LIST, "d", ColumnType.DATE);
        ReadOptions options = new ReadOptions(Map.of(), types, ZoneOffset.UTC, null, null, ',');
        ReadRows read = read(
                RowKind.PROFILES,
                options,
                List.of("id", "a", "b", "c", "d"),
                row("1", 12.50, "007", "[1]", "2026-07-01 12:00"));
        assertThat(read.only())
                .isEqualTo(Map.of(
                        "$profile", "1", "a", "'12.5'", "b", "long 7", "c", "[1]", "d", "'2026-07-01T12:00:00Z'"));
    }

    @Test
    void refusesMappingsAsForCsv() {
        assertThatThrownBy(() -> read(RowKind.PROFILES, PLAIN, List.of("a")))
                .isInstanceOf(MusterException.class)
                .hasMessageContaining("\"id\"");
    }

    private static Map<String, String> attribute(@Nullable Object value) {
        return read(RowKind.PROFILES, PLAIN, List.of("id", "a"), row("1", value))
                .only();
    }

    private static Row row(@Nullable Object... values) {
        return new Row(Arrays.asList(values));
    }

    private static ReadRows read(RowKind kind, ReadOptions options, List<String> columns, Row... rows) {
        RejectedRowList rejected = new RejectedRowList(100);
        TableReader table = new ListTable(columns, List.of(rows));
        return ReadRows.of(new TableRowReader(table, kind, options, rejected), kind, rejected);
    }

    private record Row(List<@Nullable Object> values) {}

    private static final class ListTable implements TableReader {
        private final List<String> columns;
        private final List<Row> rows;
        private int row = -1;

        ListTable(List<String> columns, List<Row> rows) {
            this.columns = columns;
            this.rows = rows;
        }

        @Override
        public List<String> columns() {
            return columns;
        }

        @Override
        public boolean next() {
            return ++row < rows.size();
        }

        @Override
        public @Nullable Object value(int column) {
            return rows.get(row).values().get(column);
        }

        @Override
        public void close() {}
    }
}
