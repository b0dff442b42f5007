package io.muster.server.export;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.muster.engine.testing.HostileRows;
import io.muster.engine.testing.ProfileRow;
import io.muster.model.testing.Seeds;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every format, read by somebody else's reader, has the values that were imported, however hostile. */
@TestInstance(Lifecycle.PER_CLASS)
class RoundTripTest {

    private static final int ROWS = 400;
    private static final List<String> COLUMNS =
            List.of("id", "text", "whole", "money", "real", "bool", "list", "nested:box");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ApiClient owner = TestServer.on(Database.SQLITE).owner();
    private final Shop shop = Shop.empty(owner);
    private final Map<String, Map<String, ? extends @Nullable Object>> source = new LinkedHashMap<>();
    private String file = "";

    @BeforeAll
    void export() {
        long seed = Seeds.of(RoundTripTest.class);
        StringBuilder ndjson = new StringBuilder();
        for (ProfileRow row : new HostileRows(seed).profiles(ROWS)) {
            Map<String, @Nullable Object> attributes = new HashMap<>(row.attributes());
            attributes.remove("mixed");
            for (String name : List.of("text", "box.text")) {
                attributes.computeIfPresent(name, (key, text) -> text.toString().length() > 10_000 ? "long" : text);
            }
            attributes.computeIfPresent("list", (name, list) -> list.toString().length() > 10_000 ? List.of() : list);
            source.put(row.id(), attributes);
            ndjson.append(JSON.writeValueAsString(Map.of("id", row.id(), "attributes", attributes)))
                    .append('\n');
        }
        shop.load("profiles", ndjson.toString());
        file = exported("\"raw\":true");
    }

    /** The file of an export of everything. */
    private String exported(String options) {
        String columns = "[\"" + String.join("\",\"", COLUMNS) + "\"]";
        return shop.export("{\"definition\":{\"all\":[]}," + options + ",\"columns\":" + columns + "}")
                .get("file")
                .asString();
    }

    @Test
    void csvByFastCsv() throws Exception {
        String text = new String(owner.get(file).bytes(), StandardCharsets.UTF_8);
        checkCsv(CsvReader.builder(), text, "", UnaryOperator.identity());
    }

    @Test
    void csvOfAnotherDialectWithItsGuardByFastCsv() throws Exception {
        String other =
                exported("\"csv\":{\"delimiter\":\";\",\"quote\":\"'\",\"null\":\"nothing\",\"line_end\":\"crlf\","
                        + "\"byte_order_mark\":true}");
        String text = new String(owner.get(other).bytes(), StandardCharsets.UTF_8);

        assertThat(text).startsWith("\uFEFFid;text;");
        CsvReader.CsvReaderBuilder dialect =
                CsvReader.builder().fieldSeparator(';').quoteCharacter('\'');
        checkCsv(dialect, text.substring(1), "nothing", RoundTripTest::withoutGuard);
    }

    private void checkCsv(CsvReader.CsvReaderBuilder dialect, String text, String missing, UnaryOperator<String> read)
            throws Exception {
        int rows = 0;
        try (CsvReader<NamedCsvRecord> reader = dialect.ofNamedCsvRecord(text)) {
            for (NamedCsvRecord row : reader) {
                Map<String, ? extends @Nullable Object> expected = expected(read.apply(row.getField("id")));
                UnaryOperator<String> value = name -> row.getField(name).equals(missing) ? "" : row.getField(name);
                assertThat(read.apply(row.getField("text")))
                        .isEqualTo(Objects.requireNonNullElse(expected.get("text"), missing));
                assertNumber(value.apply("whole"), expected.get("whole"));
                assertNumber(value.apply("money"), expected.get("money"));
                assertThat(value.apply("bool")).isEqualTo(Objects.toString(expected.get("bool"), ""));
                assertList(value.apply("list"), expected.get("list"));
                assertBox(object(value.apply("box")), expected);
                rows++;
            }
        }
        assertThat(rows).isEqualTo(ROWS);
    }

    /** What the documents say of how to undo the guard against formulas. */
    private static String withoutGuard(String text) {
        return text.matches("(?s)'+[=+@\\t\\r-].*") && !text.matches("'*-[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?")
                ? text.substring(1)
                : text;
    }

    @Test
    void ndjsonByJackson() {
        String[] lines = owner.get(file + "?format=ndjson").text().split("\n");

        assertThat(lines).hasSize(ROWS);
        for (String line : lines) {
            check(JSON.readTree(line));
        }
    }

    @Test
    void jsonByJackson() {
        JsonNode rows = owner.get(file + "?format=json").json();

        assertThat(rows).hasSize(ROWS);
        rows.forEach(this::check);
    }

    private void check(JsonNode row) {
        Map<String, ? extends @Nullable Object> expected =
                expected(row.get("id").asString());
        assertThat(row.get("text").isNull() ? null : row.get("text").stringValue())
                .isEqualTo(expected.get("text"));
        assertThat(row.get("whole").isNull() ? null : row.get("whole").decimalValue())
                .isEqualTo(expected.get("whole"));
        Object real = expected.get("real");
        assertThat(row.get("real").isNull() ? null : row.get("real").doubleValue())
                .isEqualTo(real == null ? null : ((BigDecimal) real).doubleValue());
        Object list = expected.get("list");
        assertThat(row.get("list").isNull() ? null : row.get("list").toString())
                .isEqualTo(list == null ? null : JSON.valueToTree(list).toString());
        assertThat(row.get("box").isObject() || row.get("box").isNull()).isTrue();
        assertBox(row.get("box"), expected);
    }

    @Test
    void parquetByAnotherDuckDb(@TempDir Path directory) throws Exception {
        Path parquet = Files.write(
                directory.resolve("rows.parquet"),
                owner.get(file + "?format=parquet").bytes());
        int rows = 0;
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                ResultSet row = duckdb.createStatement().executeQuery("FROM '" + parquet + "'")) {
            while (row.next()) {
                Map<String, ? extends @Nullable Object> expected = expected(row.getString("id"));
                Object real = expected.get("real");
                assertThat(row.getString("text")).isEqualTo(expected.get("text"));
                assertNumber(Objects.toString(row.getObject("whole"), ""), expected.get("whole"));
                assertThat(row.getObject("real")).isEqualTo(real == null ? null : ((BigDecimal) real).doubleValue());
                assertThat(row.getObject("bool")).isEqualTo(expected.get("bool"));
                assertBox(object(Objects.requireNonNullElse(row.getString("box"), "")), expected);
                rows++;
            }
        }
        assertThat(rows).isEqualTo(ROWS);
    }

    @Test
    void workbookByPoi() throws Exception {
        byte[] bytes = owner.get(file + "?format=xlsx").bytes();
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
            Sheet sheet = workbook.getSheetAt(0);
            assertThat(sheet.getLastRowNum()).isEqualTo(ROWS);
            for (Row row : sheet) {
                if (row.getRowNum() > 0) {
                    Map<String, ? extends @Nullable Object> expected =
                            expected(row.getCell(0).getStringCellValue());
                    assertThat(text(row.getCell(1))).isEqualTo(Objects.requireNonNullElse(expected.get("text"), ""));
                    assertThat(exact(row.getCell(2))).isEqualTo(Objects.toString(expected.get("whole"), ""));
                    assertBox(object(text(row.getCell(7))), expected);
                }
            }
        }
    }

    private Map<String, ? extends @Nullable Object> expected(String id) {
        return Objects.requireNonNull(source.get(id), id);
    }

    private static String text(@Nullable Cell cell) {
        return cell == null ? "" : cell.getStringCellValue();
    }

    /** Numbers that Excel would round are texts. */
    private static String exact(@Nullable Cell cell) {
        if (cell == null) {
            return "";
        }
        return switch (cell.getCellType()) {
            case NUMERIC -> new BigDecimal(cell.getNumericCellValue()).toPlainString();
            case STRING -> cell.getStringCellValue();
            case _NONE, FORMULA, BLANK, BOOLEAN, ERROR -> "unexpected " + cell.getCellType();
        };
    }

    private static void assertNumber(String text, @Nullable Object expected) {
        if (expected == null) {
            assertThat(text).isEmpty();
        } else {
            assertThat(new BigDecimal(text)).isEqualByComparingTo((BigDecimal) expected);
        }
    }

    private static JsonNode object(String text) {
        return text.isEmpty() ? JSON.nullNode() : JSON.readTree(text);
    }

    /** What was imported as attributes below a name is one object again. */
    private static void assertBox(JsonNode box, Map<String, ? extends @Nullable Object> expected) {
        Object text = expected.get("box.text");
        Object real = expected.get("box.a \"b\"'.real");
        assertThat(box.isNull()).isEqualTo(text == null && real == null);
        assertThat(box.has("text") ? box.get("text").stringValue() : null).isEqualTo(text);
        assertThat(box.has("a \"b\"'") ? box.get("a \"b\"'").get("real").doubleValue() : null)
                .isEqualTo(real == null ? null : ((BigDecimal) real).doubleValue());
    }

    private static void assertList(String text, @Nullable Object expected) {
        assertThat(text.isEmpty() ? null : JSON.readTree(text).toString())
                .isEqualTo(expected == null ? null : JSON.valueToTree(expected).toString());
    }
}
