package io.muster.server.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@OnEachDatabase
class ExportsTest {

    private static final String CSV = """
            "columns":["id","country","age","note","tag:vip","tags","identity:email",{"attribute":"balance","as":"saldo"}]""";

    private final ApiClient owner;

    ExportsTest(Database database) {
        this.owner = TestServer.on(database).owner();
    }

    @Test
    void writesTheColumnsAskedForInTheirOrder() {
        Shop shop = Shop.open(owner);

        JsonNode export = shop.export("{\"definition\":{\"known\":true}," + CSV + "}");

        assertThat(owner.get(export.get("file").asString()).text()).isEqualTo("""
                id,country,age,note,tag:vip,tags,identity:email,saldo
                anna,SE,31,"says ""hi"", twice",true,"[""vip""]",anna@example.com,12.5
                dan,DE,unknown,,false,,dan@example.com,
                """);
    }

    @Test
    void filesLeadToTheirManifestWhoeverMayReadIt() {
        Shop shop = Shop.open(owner);
        JsonNode export = shop.export("{\"definition\":{\"known\":true},\"part_rows\":1}");
        String path = shop.path("/exports/" + export.get("id").asString());
        String id = owner.get(shop.path("")).at("/id");
        String link = "</v1/projects/" + id + "/exports/" + export.get("id").asString()
                + "/manifest>; rel=\"describedby\"; type=\"application/json\"";

        for (String file : List.of("/file", "/file?format=ndjson", "/files/2")) {
            assertThat(owner.get(path + file).header("Link")).as(file).isEqualTo(link);
        }
        assertThat(owner.send("HEAD", path + "/file", BodyPublishers.noBody(), "")
                        .header("Link"))
                .isEqualTo(link);
        String signed = owner.post(path + "/links", "{}").at("/url");
        assertThat(owner.get(URI.create(signed).getRawPath() + "?"
                                + URI.create(signed).getRawQuery())
                        .header("Link"))
                .as("with credentials that nobody asked for")
                .isEmpty();
        assertThat(owner.get(link.substring(1, link.indexOf('>'))).json())
                .isEqualTo(owner.get(path + "/manifest").json());
    }

    @Test
    void theManifestProvesTheFile() throws Exception {
        Shop shop = Shop.open(owner);
        shop.segment("Vips", "{\"tag\":\"vip\"}");

        JsonNode export = shop.export("{\"segment\":\"vips\",\"format\":\"ndjson\"}");
        byte[] file = owner.get(export.get("file").asString()).bytes();
        JsonNode manifest = owner.get(export.get("manifest").asString()).json();

        assertThat(manifest.at("/rows/expected").asInt()).isEqualTo(2);
        assertThat(manifest.at("/rows/written").asInt()).isEqualTo(2);
        assertThat(manifest.at("/rows/distinct").asInt()).isEqualTo(2);
        assertThat(manifest.at("/segment/key").asString()).isEqualTo("vips");
        assertThat(manifest.get("definition_version").asInt()).isEqualTo(1);
        assertThat(manifest.get("data_version").asInt()).isEqualTo(2);
        assertThat(manifest.at("/files/0/bytes").asInt()).isEqualTo(file.length);
        assertThat(manifest.at("/files/0/sha256").asString())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(file)));
        assertThat(new String(file, StandardCharsets.UTF_8).lines()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"csv,none", "csv,gzip", "csv,zstd", "ndjson,none", "ndjson,gzip", "parquet,none", "xlsx,none"})
    void everyFormatIsMade(String format, String compression) throws IOException {
        Shop shop = Shop.open(owner);

        JsonNode export = shop.export(
                "{\"definition\":{\"all\":[]},\"format\":\"" + format + "\",\"compression\":\"" + compression + "\"}");
        Answer file = owner.get(export.get("file").asString());

        assertThat(export.get("rows_done").asInt()).isEqualTo(5);
        assertThat(export.get("bytes").asInt()).isEqualTo(file.bytes().length);
        assertThat(file.header("Content-Disposition")).contains("." + format);
        if (compression.equals("gzip")) {
            byte[] plain = new GZIPInputStream(new ByteArrayInputStream(file.bytes())).readAllBytes();
            assertThat(new String(plain, StandardCharsets.UTF_8)).contains("anna");
        } else if (format.equals("xlsx")) {
            assertThat(new ZipInputStream(new ByteArrayInputStream(file.bytes())).getNextEntry())
                    .isNotNull();
        } else if (format.equals("parquet")) {
            assertThat(new String(file.bytes(), 0, 4, StandardCharsets.US_ASCII))
                    .isEqualTo("PAR1");
        }
    }

    @Test
    void numbersHaveTheDecimalsThatTheDataNeedNow() {
        Shop shop = Shop.open(owner);
        String balances = "{\"profiles\":[\"anna\",\"bo\"],\"columns\":[\"id\",\"balance\"],\"format\":\"csv\"}";
        assertThat(owner.get(shop.export(balances).get("file").asString()).text())
                .isEqualTo("id,balance\nanna,12.5\nbo,\n");

        shop.load("profiles", "{\"id\":\"bo\",\"attributes\":{\"balance\":0.25}}");

        assertThat(owner.get(shop.export(balances).get("file").asString()).text())
                .isEqualTo("id,balance\nanna,12.50\nbo,0.25\n");
    }

    @Test
    void tellsSinceWhenProfilesAreInASegment() {
        Shop shop = Shop.open(owner);
        String id = owner.post(
                        shop.path("/segments"), "{\"name\":\"Staff\",\"type\":\"static\",\"profiles\":[\"anna\"]}")
                .at("/id");
        add(shop, "bo");
        String columns = "\"columns\":[\"id\",{\"column\":\"entered:" + id + "\",\"as\":\"since\"}]";
        JsonNode export = shop.export("{\"definition\":{\"all\":[]}," + columns + "}");
        add(shop, "dan");
        JsonNode later = shop.export("{\"definition\":{\"all\":[]}," + columns + ",\"since_export\":\""
                + export.get("id").asString() + "\"}");

        assertThat(export.at("/columns/1/source").asString()).isEqualTo("entered:staff");
        assertThat(owner.get(export.get("file").asString()).text())
                .isEqualTo("id,since\nanna,%s\nbo,%s\ncleo,\ndan,\neve,\n"
                        .formatted(since(shop, "anna"), since(shop, "bo")));
        assertThat(owner.get(later.get("file").asString()).text())
                .isEqualTo("change,id,since\nchanged,dan,%s\n".formatted(since(shop, "dan")));
        assertThat(owner.get(shop.path("/exports/columns")).text()).contains("\"entered:staff\"");
        assertThat(owner.post(shop.path("/exports"), "{\"definition\":{\"all\":[]},\"columns\":[\"entered:nobody\"]}")
                        .at("/code"))
                .isEqualTo("unknown_segment");
    }

    private void add(Shop shop, String profile) {
        Answer added = owner.post(
                shop.path("/segments/staff/members"),
                "text/csv",
                ("id\n" + profile + "\n").getBytes(StandardCharsets.UTF_8));
        assertThat(added.status()).as(added.text()).isEqualTo(200);
    }

    /** As the membership says, in the words of files. */
    private String since(Shop shop, String profile) {
        Instant since = Instant.parse(
                owner.get(shop.path("/segments/staff/members/" + profile)).at("/since"));
        return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX")
                .withZone(ZoneOffset.UTC)
                .format(since);
    }

    @Test
    void aPartCanBeFetchedAndAnEtagSavesTheRest() {
        Shop shop = Shop.open(owner);
        String path = shop.export("{\"definition\":{\"all\":[]}}").get("file").asString();
        Answer whole = owner.get(path);

        Answer part = owner.with("Range", "bytes=3-9").get(path);
        Answer same = owner.with("If-None-Match", whole.header("ETag")).get(path);
        Answer anyway =
                owner.with("Range", "bytes=3-9").with("If-Range", "\"another\"").get(path);
        Answer outside = owner.with("Range", "bytes=99999999-").get(path);
        Answer none = owner.with("Range", "bytes=").get(path);
        Answer farEnd = owner.with("Range", "bytes=3-99999999999999999999999").get(path);
        Answer farStart = owner.with("Range", "bytes=99999999999999999999999-").get(path);
        Answer any = owner.with("If-None-Match", "*").get(path);

        assertThat(whole.header("ETag")).startsWith("\"").hasSize(66);
        assertThat(owner.with("If-Match", "\"another\"").get(path).status()).isEqualTo(412);
        assertThat(owner.with("If-Match", "W/" + whole.header("ETag")).get(path).status())
                .as("weak tags are none that a file has")
                .isEqualTo(412);
        assertThat(owner.with("If-Match", "\"another\", " + whole.header("ETag"))
                        .get(path)
                        .text())
                .isEqualTo(whole.text());
        assertThat(owner.with("If-Match", "*").get(path).status()).isEqualTo(200);
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.text()).isEqualTo(whole.text().substring(3, 10));
        assertThat(same.status()).isEqualTo(304);
        assertThat(anyway.status()).isEqualTo(200);
        assertThat(anyway.text()).isEqualTo(whole.text());
        assertThat(outside.status()).isEqualTo(416);
        assertThat(none.status()).isEqualTo(200);
        assertThat(none.text()).isEqualTo(whole.text());
        assertThat(farEnd.status()).isEqualTo(206);
        assertThat(farEnd.bytes()).isEqualTo(Arrays.copyOfRange(whole.bytes(), 3, whole.bytes().length));
        assertThat(farStart.status()).isEqualTo(416);
        assertThat(any.status()).isEqualTo(304);
        assertThat(any.header("ETag")).isEqualTo(whole.header("ETag"));
        assertThat(outside.header("Content-Range")).isEqualTo("bytes */" + whole.bytes().length);
    }

    @Test
    void columnsThatNobodyNamedGetDifferentNamesInFileAndManifest() {
        Shop shop = Shop.empty(owner);
        shop.load("profiles", "{\"id\":\"1\",\"attributes\":{\"City\":\"A\",\"city\":\"B\",\"id\":\"x\"}}");

        JsonNode export = shop.export("{\"definition\":{\"all\":[]}}");

        String header = owner.get(export.get("file").asString())
                .text()
                .lines()
                .findFirst()
                .orElseThrow();
        assertThat(header).isEqualTo("export_key,id,City,attribute:city,attribute:id");
        assertThat(export.get("columns").findValuesAsString("name")).containsExactly(header.split(",", -1));
    }

    @Test
    void profilesCanBeNamed() {
        Shop shop = Shop.open(owner);

        JsonNode export = shop.export("{\"profiles\":[\"eve\",\"nobody\",\"bo\"],\"columns\":[\"id\"]}");

        assertThat(owner.get(export.get("file").asString()).text()).isEqualTo("id\nbo\neve\n");
    }

    @Test
    void anEmptySegmentGivesAFileWithAHeader() {
        Shop shop = Shop.open(owner);

        JsonNode export = shop.export("{\"definition\":{\"any\":[]},\"columns\":[\"id\",\"country\"]}");

        assertThat(owner.get(export.get("file").asString()).text()).isEqualTo("id,country\n");
        assertThat(export.get("rows_total").asInt()).isZero();
    }

    @Test
    void deletingAFinishedExportDeletesItsFile() {
        Shop shop = Shop.open(owner);
        JsonNode export = shop.export("{\"definition\":{\"all\":[]}}");
        String path = shop.path("/exports/" + export.get("id").asString());

        assertThat(owner.delete(path).status()).isEqualTo(204);

        assertThat(owner.get(path).at("/state")).isEqualTo("expired");
        assertThat(owner.get(path + "/file").status()).isEqualTo(410);
        assertThat(owner.get(path + "/manifest").at("/code")).isEqualTo("gone");
        assertThat(owner.get(shop.path("/exports?state=expired")).json().get("items"))
                .hasSize(1);
        assertThat(owner.get(shop.path("/exports?state=succeeded")).json().get("items"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                | 400 | invalid_request  | /segment
            {"segment":"a","profiles":["b"]}                                  | 400 | invalid_request  | /segment
            {"segment":"nope"}                                                | 422 | unknown_segment  | /segment
            {"definition":{"all":[]},"format":"doc"}                          | 400 | invalid_request  | /format
            {"definition":{"all":[]},"format":"xlsx","compression":"gzip"}    | 400 | invalid_request  | /compression
            {"definition":{"all":[]},"columns":["id","nosuch"]}               | 422 | unknown_field    | /columns/1
            {"definition":{"all":[]},"columns":["id","country","Id"]}         | 400 | invalid_request  | /columns/2
            {"definition":{"all":[]},"columns":[7]}                           | 422 | wrong_type       | /columns/0
            {"definition":{"attribute":"a"}}                                  | 422 | invalid_definition | /definition
            """)
    void saysWhatIsWrongAndWhere(String body, int status, String code, String pointer) {
        Shop shop = Shop.open(owner);

        Answer refused = owner.post(shop.path("/exports"), body);

        assertThat(refused.status()).as(refused.text()).isEqualTo(status);
        assertThat(refused.at("/code")).isEqualTo(code);
        assertThat(refused.json().get("errors").findValuesAsString("pointer")).contains(pointer);
    }

    @Test
    void anExportOfAnotherProjectIsNotThere() {
        Shop one = Shop.open(owner);
        Shop other = Shop.empty(owner);
        String id = one.export("{\"definition\":{\"all\":[]}}").get("id").asString();

        assertThat(owner.get(other.path("/exports/" + id)).status()).isEqualTo(404);
        assertThat(owner.get(other.path("/exports/" + id + "/file")).status()).isEqualTo(404);
    }
}
