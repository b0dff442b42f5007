package io.muster.server.export;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import io.muster.engine.rows.Numbers;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Numbers of several kinds under one name, read by somebody else's reader, are the ones that were imported. */
@TestInstance(Lifecycle.PER_CLASS)
class NumberRoundTripTest {

    private static final List<String> WHOLE = List.of(
            "0",
            "9007199254740991",
            "9007199254740992",
            "9007199254740993",
            "-9007199254740993",
            "9223372036854775807",
            "-9223372036854775808");
    private static final List<String> DECIMAL = List.of("0.5", "-12.3", "99999999999.9999", "-0.0001");
    private static final List<String> REAL = List.of("1e308", "-1e308", "1e-300", "0.1000000001");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final ApiClient owner = TestServer.on(Database.SQLITE).owner();
    private final Shop shop = Shop.empty(owner);
    private final Map<String, Map<String, String>> source = new LinkedHashMap<>();

    @BeforeAll
    void load() {
        add("12345678901234567.25", "exact", "all", "mixed");
        WHOLE.forEach(number -> add(number, "exact", "all", "mixed"));
        DECIMAL.forEach(number -> add(number, "exact", "all", "mixed", "short"));
        REAL.forEach(number -> add(number, "all", "mixed", "short"));
        StringBuilder rows = new StringBuilder("{\"id\":\"text\",\"attributes\":{\"mixed\":\"word\"}}\n");
        source.forEach((id, values) -> {
            StringBuilder attributes = new StringBuilder();
            values.forEach((name, number) ->
                    attributes.append(attributes.isEmpty() ? "" : ",").append("\"" + name + "\":" + number));
            rows.append("{\"id\":\"" + id + "\",\"attributes\":{" + attributes + "}}\n");
        });
        shop.load("profiles", rows.toString());
    }

    private void add(String number, String... names) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : names) {
            values.put(name, number);
        }
        source.put("p" + source.size(), values);
    }

    @ParameterizedTest
    @CsvSource({"csv, true", "csv, false", "ndjson, true", "parquet, false", "xlsx, true", "xlsx, false"})
    void everyFormatHasThemMadeOfEveryOther(String first, boolean raw, @TempDir Path directory) throws Exception {
        String file = shop.export(
                        "{\"definition\":{\"all\":[]},\"columns\":[\"id\",\"exact\",\"all\",\"short\",\"mixed\"],"
                                + "\"format\":\"" + first + "\",\"raw\":" + raw + "}")
                .get("file")
                .asString();

        csv(owner.get(file + "?format=csv").text());
        owner.get(file + "?format=ndjson").text().lines().forEach(line -> json(JSON.readTree(line)));
        JSON.readTree(owner.get(file + "?format=json").text()).forEach(this::json);
        parquet(Files.write(
                directory.resolve("rows.parquet"),
                owner.get(file + "?format=parquet").bytes()));
        workbook(owner.get(file + "?format=xlsx").bytes());
    }

    private void csv(String text) throws Exception {
        try (var reader = CsvReader.builder().ofNamedCsvRecord(text)) {
            reader.forEach(
                    row -> row.getFieldsAsMap().forEach((name, value) -> check(row.getField("id"), name, value)));
        }
    }

    private void json(JsonNode row) {
        for (String name : List.of("exact", "all", "short")) {
            assertThat(row.get(name).isNull() || row.get(name).isNumber()).isTrue();
        }
        row.properties()
                .forEach(entry -> check(
                        row.get("id").asString(),
                        entry.getKey(),
                        entry.getValue().isNull() ? "" : entry.getValue().asString()));
    }

    private void parquet(Path parquet) throws Exception {
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                ResultSet row = duckdb.createStatement().executeQuery("FROM '" + parquet + "'")) {
            while (row.next()) {
                for (String name : List.of("exact", "all", "short", "mixed")) {
                    check(row.getString("id"), name, Objects.toString(row.getObject(name), ""));
                }
            }
            assertThat(row.getMetaData().getColumnTypeName(2)).isEqualTo("DECIMAL(23,4)");
            assertThat(row.getMetaData().getColumnTypeName(3)).isEqualTo("VARCHAR");
            assertThat(row.getMetaData().getColumnTypeName(4)).isEqualTo("DOUBLE");
        }
    }

    private void workbook(byte[] bytes) throws Exception {
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
            for (Row row : workbook.getSheetAt(0)) {
                for (Cell cell : row) {
                    if (row.getRowNum() > 0) {
                        String name = workbook.getSheetAt(0)
                                .getRow(0)
                                .getCell(cell.getColumnIndex())
                                .getStringCellValue();
                        String value = cell.getCellType() == CellType.NUMERIC
                                ? BigDecimal.valueOf(cell.getNumericCellValue()).toString()
                                : cell.getStringCellValue();
                        check(row.getCell(0).getStringCellValue(), name, value);
                    }
                }
            }
        }
    }

    private void check(String id, String name, String value) {
        if (name.equals("id") || id.equals("text")) {
            return;
        }
        String expected = Objects.requireNonNull(source.get(id)).getOrDefault(name, "");
        if (expected.isEmpty()) {
            assertThat(value).as("%s of %s", name, id).isEmpty();
        } else {
            assertThat(Numbers.hold(new BigDecimal(value)))
                    .as("%s of %s, %s as %s", name, id, expected, value)
                    .isEqualTo(Numbers.hold(new BigDecimal(expected)));
        }
    }
}
