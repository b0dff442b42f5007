package io.muster.server.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What can be asked of an export beyond its format. */
@OnEachDatabase
class ExportOptionsTest {

    private final ApiClient owner;
    private final Shop shop;

    ExportOptionsTest(Database database) {
        this.owner = TestServer.on(database).owner();
        this.shop = Shop.open(owner);
    }

    @Test
    void csvIsWrittenAsTheReaderWantsIt() {
        JsonNode export =
                shop.export("{\"profiles\":[\"anna\",\"bo\",\"eve\"],\"columns\":[\"id\",\"note\",\"country\"],"
                        + "\"csv\":{\"delimiter\":\";\",\"quote\":\"'\",\"null\":\"-\",\"line_end\":\"crlf\","
                        + "\"byte_order_mark\":true}}");

        assertThat(text(export))
                .isEqualTo("\uFEFFid;note;country\r\nanna;says \"hi\", twice;SE\r\nbo;;NO\r\neve;-;-\r\n");
        assertThat(export.at("/csv/delimiter").asString()).isEqualTo(";");
        assertThat(owner.get(export.get("file").asString()).header("Content-Type"))
                .contains("header=present");
    }

    @Test
    void theHeaderCanBeLeftOut() {
        JsonNode export = shop.export("{\"profiles\":[\"anna\"],\"columns\":[\"id\"],\"csv\":{\"header\":false}}");

        assertThat(text(export)).isEqualTo("anna\n");
        assertThat(owner.get(export.get("file").asString() + "?format=ndjson").text())
                .isEqualTo("{\"id\":\"anna\"}\n");
    }

    @Test
    void formulasAreDefusedUnlessRawIsAskedFor() {
        shop.load(
                "profiles",
                "{\"id\":\"mal\",\"attributes\":{\"note\":\"=cmd|'/C calc'!A0\",\"country\":\"-5\",\"@x\":\"+1\"}}");
        String members = "\"profiles\":[\"mal\"],\"columns\":[\"id\",\"note\",\"country\",\"@x\"]";

        JsonNode safe = shop.export("{" + members + "}");
        JsonNode raw = shop.export("{" + members + ",\"raw\":true}");

        assertThat(text(safe)).isEqualTo("id,note,country,'@x\nmal,'=cmd|'/C calc'!A0,-5,'+1\n");
        assertThat(text(raw)).isEqualTo("id,note,country,@x\nmal,=cmd|'/C calc'!A0,-5,+1\n");
        assertThat(owner.get(safe.get("file").asString() + "?format=ndjson").text())
                .isEqualTo("{\"id\":\"mal\",\"note\":\"=cmd|'/C calc'!A0\",\"country\":\"-5\",\"@x\":\"+1\"}\n");
    }

    @Test
    void tooManyPartsAreRefusedOrFail() {
        shop.load(
                "profiles",
                IntStream.range(0, 10_001)
                        .mapToObj(i -> "{\"id\":\"many-" + i + "\",\"tags\":[\"many\"]}\n")
                        .collect(Collectors.joining()));
        String ids =
                IntStream.range(0, 10_001).mapToObj(i -> "\"many-" + i + "\"").collect(Collectors.joining(","));
        String one = "\"columns\":[\"id\"],\"part_rows\":1}";

        Answer refused = owner.post(shop.path("/exports"), "{\"profiles\":[" + ids + "]," + one);
        JsonNode failed = shop.until(
                "/exports/"
                        + owner.post(shop.path("/exports"), "{\"definition\":{\"tag\":\"many\"}," + one)
                                .at("/id"),
                "failed");

        assertThat(refused.status()).as(refused.text()).isEqualTo(413);
        assertThat(refused.at("/code")).isEqualTo("too_large");
        assertThat(refused.at("/detail")).contains("10001 files", "10000");
        assertThat(failed.at("/error/code").asString()).isEqualTo("too_large");
        assertThat(failed.at("/error/detail").asString()).isEqualTo(refused.at("/detail"));
    }

    @ParameterizedTest
    @CsvSource({"none", "gzip", "zstd"})
    void largeExportsComeInParts(String compression) throws Exception {
        JsonNode export =
                shop.export("{\"definition\":{\"all\":[]},\"columns\":[\"id\"],\"part_rows\":2,\"compression\":\""
                        + compression + "\"}");
        JsonNode manifest = owner.get(export.get("manifest").asString()).json();

        assertThat(export.get("files")).hasSize(3);
        assertThat(manifest.get("files").findValuesAsString("rows")).containsExactly("2", "2", "1");
        for (int i = 0; i < 3; i++) {
            Answer part = owner.get(export.get("files").get(i).asString());
            JsonNode proof = manifest.get("files").get(i);
            assertThat(proof.get("sha256").asString())
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(part.bytes())));
            assertThat(part.header("Content-Disposition"))
                    .contains(proof.get("name").asString());
        }
        assertThat(owner.with("Accept", "text/csv")
                        .get(export.get("file").asString())
                        .text())
                .isEqualTo("id\nanna\nbo\ncleo\ndan\neve\n");
        assertThat(owner.get(export.get("file").asString() + "?format=json").json())
                .hasSize(5);
        assertThat(owner.get(export.get("files").get(0).asString().replace("/1", "/4"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void bringsWhatChangedSinceADataVersion() {
        Shop shop = Shop.open(owner);
        String request = "{\"definition\":{\"all\":[]},\"columns\":[\"id\",\"country\"]";
        JsonNode first = shop.export(request + "}");
        shop.load("profiles", "{\"id\":\"fay\",\"attributes\":{\"country\":\"FI\"}}");
        JsonNode second = shop.export(request + "}");
        shop.export("{\"definition\":{\"all\":[]},\"columns\":[\"id\"]}");
        shop.load("profiles", "{\"id\":\"gus\",\"attributes\":{\"country\":\"FI\"}}");
        long version = first.get("data_version").asLong();

        JsonNode sinceFirst = shop.export(request + ",\"since_export\":" + version + "}");
        JsonNode sinceSecond = shop.export(request + ",\"since_export\":\"" + (version + 1) + "\"}");

        assertThat(sinceFirst.get("since_export").asString()).isEqualTo(id(first));
        assertThat(owner.get(sinceFirst.get("file").asString()).text())
                .isEqualTo("change,id,country\nadded,fay,FI\nadded,gus,FI\n");
        assertThat(sinceSecond.get("since_export").asString()).isEqualTo(id(second));
        assertThat(owner.get(sinceSecond.get("file").asString()).text()).isEqualTo("change,id,country\nadded,gus,FI\n");
        Answer none = owner.post(shop.path("/exports"), request + ",\"since_export\":0}");
        assertThat(none.status()).as(none.text()).isEqualTo(400);
        assertThat(none.at("/errors/0/pointer")).isEqualTo("/since_export");
        assertThat(none.at("/detail")).contains("data version 0 or before");
    }

    @Test
    void tellsWhatChangedSinceAnEarlierExport() {
        String request = "{\"definition\":{\"attribute\":\"country\",\"exists\":true},";
        JsonNode first = shop.export(request + "\"columns\":[\"id\",\"country\",\"balance\"]}");
        shop.load("profiles", """
                {"id":"anna","attributes":{"balance":13}}
                {"id":"bo","attributes":{"country":null}}
                {"id":"eve","attributes":{"country":"FI"}}
                """);
        JsonNode second = shop.export(request + "\"since_export\":\"" + id(first) + "\"}");
        JsonNode third = shop.export(request + "\"format\":\"ndjson\",\"since_export\":\"" + id(second) + "\"}");

        assertThat(text(second)).isEqualTo("""
                change,id,country,balance
                changed,anna,SE,13.0
                removed,bo,NO,
                added,eve,FI,
                """);
        JsonNode delta = owner.get(second.get("manifest").asString()).json().get("delta");
        assertThat(delta.toString())
                .isEqualTo("{\"since_export\":\"" + id(first)
                        + "\",\"before\":4,\"now\":4,\"added\":1,\"changed\":1,\"removed\":1}");
        assertThat(text(third)).isEmpty();
        assertThat(third.get("rows_total").asInt()).isZero();
        assertThat(owner.get(second.get("file").asString() + "?format=ndjson").text())
                .startsWith("{\"change\":\"changed\"");
    }

    @Test
    void columnsTellOfEventsAndSegments() {
        shop.segment("Vips", "{\"tag\":\"vip\"}");
        JsonNode export = shop.export("""
                {"profiles":["anna","bo","eve"],"columns":["id","count(Order Completed)","sum(Order Completed.total)",
                "last(Order Completed).total",{"event":"Order Completed","fact":"count","as":"in_january",
                "within":{"from":"2026-01-11","to":"2026-02-01"}},"segment:vips","segments","first_seen",
                {"column":"last(Cart Created)","as":"cart"}]}""");

        assertThat(text(export)).isEqualTo("""
                id,count(Order Completed),sum(Order Completed.total),last(Order Completed).total,in_january,segment:vips,segments,first_seen,cart
                anna,3,185.25,50.00,2,true,"[""vips""]",2026-01-10T10:00:00.000Z,
                bo,1,49.99,49.99,1,true,"[""vips""]",2026-01-20T11:00:00.000Z,2026-01-21T11:00:00.000Z
                eve,0,0.00,,0,false,[],,
                """);
        JsonNode manifest = owner.get(export.get("manifest").asString()).json();
        assertThat(manifest.at("/windows/0/pointer").asString()).isEqualTo("/columns/4/within");
        assertThat(manifest.at("/windows/0/from").asString()).isEqualTo("2026-01-11T00:00:00.000Z");
    }

    @Test
    void theMembersOfAnEarlierInstantCanBeExported() {
        JsonNode segment = shop.segment("Vips", "{\"tag\":\"vip\"}");
        String then = segment.get("last_run").asString();
        shop.load("profiles", "{\"id\":\"bo\",\"tags\":[],\"attributes\":{\"country\":\"IS\"}}");
        owner.send("POST", shop.path("/segments/vips/refresh"), HttpRequest.BodyPublishers.noBody(), "");
        shop.untilMembers("vips", "anna");
        String request = "{\"segment\":\"vips\",\"columns\":[\"id\",\"country\"]";

        JsonNode now = shop.export(request + "}");
        JsonNode before = shop.export(request + ",\"as_of\":\"" + then + "\"}");

        assertThat(text(now)).isEqualTo("id,country\nanna,SE\n");
        assertThat(text(before)).isEqualTo("id,country\nanna,SE\nbo,IS\n");
        assertThat(shop.export(request + ",\"since_export\":3}")
                        .get("since_export")
                        .asString())
                .as("a data version's members are those of then")
                .isEqualTo(id(now));
        JsonNode manifest = owner.get(before.get("manifest").asString()).json();
        assertThat(manifest.at("/membership/data_version").asInt()).isEqualTo(2);
        assertThat(manifest.get("data_version").asInt()).isEqualTo(3);
        assertThat(owner.get(now.get("manifest").asString())
                        .json()
                        .get("membership")
                        .isNull())
                .isTrue();
    }

    @Test
    void saysWhatCanBeAColumn() {
        shop.segment("Vips", "{\"tag\":\"vip\"}");

        assertThat(owner.get(shop.path("/exports/columns")).json().get("items").findValuesAsString("source"))
                .contains("export_key", "attribute:country", "identity:email", "count(Cart Created)", "segment:vips")
                .doesNotContain("sum(Order Completed.total)");
        assertThat(owner.get(shop.path("/exports/columns?event=Order%20Completed"))
                        .json()
                        .get("items")
                        .findValuesAsString("source"))
                .contains("sum(Order Completed.total)", "last(Order Completed).total")
                .doesNotContain("id");
        assertThat(owner.get(shop.path("/exports/usage"))
                        .json()
                        .get("queue_limit")
                        .asInt())
                .isEqualTo(1000);
    }

    @Test
    void theManifestSaysHowManyOfTheProfilesNamedAreNotThere() {
        JsonNode some =
                shop.export("{\"profiles\":[\"anna\",\"bo\",\"anna\",\"nobody\",\"never\"],\"columns\":[\"id\"]}");
        JsonNode all = shop.export("{\"definition\":{\"all\":[]}}");

        JsonNode manifest = owner.get(some.get("manifest").asString()).json();
        assertThat(manifest.get("profiles").toString()).isEqualTo("{\"asked\":4,\"missing\":2}");
        assertThat(manifest.at("/rows/written").asInt()).isEqualTo(2);
        assertThat(owner.get(all.get("manifest").asString())
                        .json()
                        .get("profiles")
                        .isNull())
                .isTrue();
    }

    @Test
    void anExportKeepsItsFilesAsLongAsItSays() {
        JsonNode export = shop.export("{\"definition\":{\"all\":[]},\"retention\":\"PT2H\"}");

        assertThat(Duration.between(
                        Instant.parse(export.get("finished_at").asString()),
                        Instant.parse(export.get("expires_at").asString())))
                .isEqualTo(Duration.ofHours(2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "csv":{"delimiter":"a"}                            | 400 | invalid_request | /csv/delimiter
            "csv":{"delimiter":"é"}                            | 400 | invalid_request | /csv/delimiter
            "csv":{"delimiter":"\\""}                          | 400 | invalid_request | /csv/quote
            "csv":{"null":"a,b"}                               | 400 | invalid_request | /csv/null
            "csv":{"line_end":"cr"}                            | 400 | invalid_request | /csv/line_end
            "csv":{"color":1}                                  | 422 | unknown_field   | /csv/color
            "raw":1                                            | 422 | wrong_type      | /raw
            "part_rows":0                                      | 400 | invalid_request | /part_rows
            "part_bytes":1                                     | 400 | invalid_request | /part_bytes
            "part_rows":5,"format":"xlsx"                      | 400 | invalid_request | /part_rows
            "retention":"soon"                                 | 422 | wrong_type      | /retention
            "as_of":"2026-01-01T00:00:00Z"                     | 400 | invalid_request | /as_of
            "priority":"high"                                  | 400 | invalid_request | /priority
            "since_export":"e_none"                            | 400 | invalid_request | /since_export
            "columns":["count(Nothing)"]                       | 422 | unknown_field   | /columns/0
            "columns":["segment:nope"]                         | 422 | unknown_segment | /columns/0
            "columns":[{"column":"id","within":{"last":"P1D"}}]| 422 | wrong_type      | /columns/0
            "columns":[{"event":"Order Completed","fact":"sum"}]| 422 | wrong_type     | /columns/0
            "columns":[{"column":"count(Order Completed)","within":{"last":"x"}}] | 422 | invalid_window | /columns/0/within
            """)
    void saysWhatIsWrongAndWhere(String member, int status, String code, String pointer) {
        Answer refused = owner.post(shop.path("/exports"), "{\"definition\":{\"all\":[]}," + member + "}");

        assertThat(refused.status()).as(refused.text()).isEqualTo(status);
        assertThat(refused.at("/code")).isEqualTo(code);
        assertThat(refused.json().get("errors").findValuesAsString("pointer")).contains(pointer);
    }

    @Test
    void anExportIsComparedOnlyWithOneOfTheSameProfilesAndColumns() {
        JsonNode first = shop.export("{\"definition\":{\"all\":[]},\"columns\":[\"country\"]}");
        JsonNode keyed = shop.export("{\"definition\":{\"all\":[]},\"columns\":[\"id\",\"country\"]}");

        assertThat(refusal("{\"definition\":{\"tag\":\"vip\"},\"since_export\":\"" + id(keyed) + "\"}"))
                .contains("other profiles");
        assertThat(refusal("{\"definition\":{\"all\":[]},\"since_export\":\"" + id(first) + "\"}"))
                .contains("export_key or id");
        assertThat(refusal("{\"definition\":{\"all\":[]},\"columns\":[\"id\"],\"since_export\":\"" + id(keyed) + "\"}"))
                .contains("other columns");
    }

    @Test
    void moreColumnsThanAFileCanHaveAreRefusedWithTheNumber() {
        String columns = "\"id\",".repeat(1_000) + "\"id\"";

        Answer refused =
                owner.post(shop.path("/exports"), "{\"definition\":{\"all\":[]},\"columns\":[" + columns + "]}");

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.at("/detail")).contains("1001").contains("1000");
    }

    private String refusal(String request) {
        Answer refused = owner.post(shop.path("/exports"), request);
        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        return refused.at("/detail");
    }

    private static String id(JsonNode export) {
        return export.get("id").asString();
    }

    private String text(JsonNode export) {
        return new String(owner.get(export.get("file").asString()).bytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"Change", "change"})
    void aColumnCalledAsTheOneOfChangesIsRefusedWhereThatIsAdded(String name) {
        String request =
                "{\"definition\":{\"all\":[]},\"columns\":[\"id\",{\"attribute\":\"country\",\"as\":\"" + name + "\"}]";
        JsonNode first = shop.export(request + "}");

        Answer delta = owner.post(shop.path("/exports"), request + ",\"since_export\":\"" + id(first) + "\"}");
        Answer schedule = owner.post(
                shop.path("/export-schedules"),
                "{\"name\":\"s\",\"timing\":\"daily\",\"since_last\":true,\"export\":" + request + "}}");

        assertThat(delta.status()).isEqualTo(400);
        assertThat(delta.json().get("detail").asString()).contains("Column 1 is called \"" + name + "\"");
        assertThat(schedule.status()).isEqualTo(400);
        assertThat(schedule.json().at("/errors/0/pointer").asString()).isEqualTo("/export/columns");
    }

    @ParameterizedTest
    @CsvSource({
        "quote, -",
        "quote, .",
        "quote, +",
        "quote, :",
        "delimiter, -",
        "delimiter, :",
        "quote, e",
        "delimiter, 0"
    })
    void signsThatValuesHaveAreNoDialects(String member, String sign) {
        Answer answer = owner.post(
                shop.path("/exports"), "{\"definition\":{\"all\":[]},\"csv\":{\"" + member + "\":\"" + sign + "\"}}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo("/csv/" + member);
        assertThat(answer.json().at("/errors/0/detail").asString()).contains("in no number, truth value or date");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "a\\ud83d", "\\ude00a"})
    void aNameThatNoFileCanHaveIsRefused(String name) {
        Answer answer = owner.post(
                shop.path("/exports"),
                "{\"definition\":{\"all\":[]},\"columns\":[{\"attribute\":\"country\",\"as\":\"" + name + "\"}]}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo("/columns/0/as");
    }

    @ParameterizedTest
    @CsvSource({"2999-01-01T00:00:00Z, 400, still to come", "2001-01-01T00:00:00Z, 410, is known from"})
    void membersOfAnInstantThatTheLogDoesNotHaveAreRefused(String asOf, int status, String detail) {
        shop.segment("Vips", "{\"tag\":\"vip\"}");

        Answer answer = owner.post(shop.path("/exports"), "{\"segment\":\"vips\",\"as_of\":\"" + asOf + "\"}");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().get("detail").asString()).contains(detail);
    }

    @Test
    void theEmptyTextAndAMissingValueDifferInEveryDialect() {
        for (String nothing : new String[] {"", "0", "NULL"}) {
            shop.load(
                    "profiles",
                    "{\"id\":\"dan\",\"attributes\":{\"note\":\"" + nothing + "\"}}\n"
                            + "{\"id\":\"bo\",\"attributes\":{\"note\":\"\"}}\n");
            JsonNode export = shop.export("{\"profiles\":[\"bo\",\"dan\",\"eve\"],\"columns\":[\"id\",\"note\"],"
                    + "\"csv\":{\"null\":\"" + nothing + "\"}}");

            assertThat(text(export).lines())
                    .containsExactly(
                            "id,note",
                            nothing.isEmpty() ? "bo,\"\"" : "bo,",
                            "dan,\"" + nothing + "\"",
                            "eve," + nothing);
        }
    }
}
