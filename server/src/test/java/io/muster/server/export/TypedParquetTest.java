package io.muster.server.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Instants and lists have types of their own in Parquet, and are the same texts in every other form. */
class TypedParquetTest {

    private static final String COLUMNS =
            "\"columns\":[\"id\",\"first_seen\",\"last(Cart Created)\",\"entered:staff\",\"tags\",\"segments\"]";

    private static final String SCHEMA = """
            first_seen INT64 TimestampType(isAdjustedToUTC=1, unit=TimeUnit(MILLIS=<null>, MICROS=MicroSeconds(), NANOS=<null>))
            last(Cart Created) INT64 TimestampType(isAdjustedToUTC=1, unit=TimeUnit(MILLIS=<null>, MICROS=MicroSeconds(), NANOS=<null>))
            entered:staff INT64 TimestampType(isAdjustedToUTC=1, unit=TimeUnit(MILLIS=<null>, MICROS=MicroSeconds(), NANOS=<null>))
            tags BYTE_ARRAY JsonType()
            segments BYTE_ARRAY JsonType()""";

    private final ApiClient owner = TestServer.on(Database.SQLITE).owner();
    private final Shop shop = Shop.open(owner);

    @BeforeEach
    void makeStaff() {
        owner.post(shop.path("/segments"), "{\"name\":\"Staff\",\"type\":\"static\",\"profiles\":[\"bo\"]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "ndjson", "json", "parquet", "xlsx"})
    void everyFormIsTheSameMadeOfEveryOther(String first, @TempDir Path directory) throws Exception {
        shop.load("events", """
                {"id":"c2","profile":"bo","name":"Cart Created","time":"2026-03-29T01:59:59.999+01:00"}
                {"id":"c3","profile":"cleo","name":"Cart Created","time":"1969-07-20T20:17:40.001Z"}
                """);
        JsonNode export = export(first, "");
        String since = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX")
                .withZone(ZoneOffset.UTC)
                .format(Instant.parse(
                        owner.get(shop.path("/segments/staff/members/bo")).at("/since")));

        assertThat(form(export, "csv")).isEqualTo("""
                id,first_seen,last(Cart Created),entered:staff,tags,segments
                anna,2026-01-10T10:00:00.000Z,,,"[""vip""]",[]
                bo,2026-01-20T11:00:00.000Z,2026-03-29T00:59:59.999Z,%s,"[""staff"",""vip""]","[""staff""]"
                cleo,1969-07-20T20:17:40.001Z,1969-07-20T20:17:40.001Z,,,[]
                dan,,,,,[]
                eve,,,,,[]
                """.formatted(since));
        assertThat(form(export, "ndjson").lines().toList().get(2))
                .isEqualTo("{\"id\":\"cleo\",\"first_seen\":\"1969-07-20T20:17:40.001Z\","
                        + "\"last(Cart Created)\":\"1969-07-20T20:17:40.001Z\","
                        + "\"entered:staff\":null,\"tags\":null,\"segments\":[]}");
        Path parquet = file(export, directory);
        assertThat(ask("SELECT name || ' ' || type || ' ' || logical_type FROM parquet_schema('" + parquet
                        + "') WHERE logical_type IS NOT NULL"))
                .isEqualTo(SCHEMA.lines().toList());
        assertThat(ask("SELECT epoch_ms(first_seen) FROM '" + parquet + "' WHERE id IN ('bo', 'cleo') ORDER BY id"))
                .containsExactly("1768906800000", "-14182939999");
        assertThat(ask("SELECT (tags->>0) FROM '" + parquet + "' WHERE id = 'bo'"))
                .containsExactly("staff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "ndjson", "json", "parquet", "xlsx"})
    void whatChangedIsFoundWhateverFormBothAreOf(String format, @TempDir Path directory) throws Exception {
        JsonNode before = export(format, "");
        shop.load(
                "events",
                "{\"id\":\"c9\",\"profile\":\"anna\",\"name\":\"Cart Created\",\"time\":\"2026-02-01T00:00:00.001Z\"}");

        JsonNode delta =
                export(format, ",\"since_export\":\"" + before.get("id").asString() + "\"");

        assertThat(form(delta, "csv")).isEqualTo("""
                change,id,first_seen,last(Cart Created),entered:staff,tags,segments
                changed,anna,2026-01-10T10:00:00.000Z,2026-02-01T00:00:00.001Z,,"[""vip""]",[]
                """);
        assertThat(ask("SELECT epoch_ms(\"last(Cart Created)\") FROM '" + file(delta, directory) + "'"))
                .containsExactly("1769904000001");
    }

    @Test
    void aProjectWithoutEventsHasTheSameTypes(@TempDir Path directory) throws Exception {
        Shop quiet = Shop.empty(owner);
        quiet.load("profiles", "{\"id\":\"solo\"}");

        JsonNode export = quiet.export(
                "{\"definition\":{\"all\":[]},\"format\":\"parquet\",\"columns\":[\"id\",\"first_seen\"]}");

        assertThat(ask("SELECT DISTINCT typeof(first_seen) FROM '" + file(export, directory) + "'"))
                .containsExactly("TIMESTAMP WITH TIME ZONE");
    }

    @Test
    void theFileCanBeImportedAgain(@TempDir Path directory) throws Exception {
        JsonNode export = export("parquet", "");
        Shop other = Shop.empty(owner);

        assertThat(owner.post(
                                other.path("/profiles/import"),
                                "application/vnd.apache.parquet",
                                Files.readAllBytes(file(export, directory)))
                        .json()
                        .get("accepted")
                        .asInt())
                .isEqualTo(5);
        JsonNode again = other.export(
                "{\"profiles\":[\"bo\"],\"columns\":[\"id\",\"first_seen\",{\"column\":\"attribute:first_seen\",\"as\":\"seen\"},\"tags\"]}");
        assertThat(form(again, "csv"))
                .isEqualTo("id,first_seen,seen,tags\nbo,,2026-01-20T11:00:00Z,\"[\"\"staff\"\",\"\"vip\"\"]\"\n");
    }

    private JsonNode export(String format, String options) {
        return shop.export("{\"definition\":{\"all\":[]},\"format\":\"" + format + "\"," + COLUMNS + options + "}");
    }

    private String form(JsonNode export, String format) {
        return owner.get(export.get("file").asString() + "?format=" + format).text();
    }

    private Path file(JsonNode export, Path directory) throws IOException {
        return Files.write(
                directory.resolve("rows.parquet"),
                owner.get(export.get("file").asString() + "?format=parquet").bytes());
    }

    private static List<String> ask(String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                ResultSet row = duckdb.createStatement().executeQuery(sql)) {
            while (row.next()) {
                found.add(row.getString(1));
            }
        }
        return found;
    }
}
