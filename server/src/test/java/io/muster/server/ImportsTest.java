package io.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.RawHttp;
import io.muster.server.test.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEachDatabase
class ImportsTest {
    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";
    private static final String PARQUET = "application/vnd.apache.parquet";
    private static final String TWO = """
            {"id":"42","shared_user_id":"u-7","identities":{"email":"a@example.com"},"attributes":{"country":"SE","age":31},"tags":["vip"]}
            {"id":"43","attributes":{"country":"NO"}}
            """;

    private final TestServer server;
    private final ApiClient owner;
    private final String key = "import-" + UUID.randomUUID();
    private final String project = "/v1/projects/" + key;

    ImportsTest(Database database) {
        this.server = TestServer.on(database);
        this.owner = server.owner();
        owner.post("/v1/projects", "{\"name\": \"Imports\", \"key\": \"" + key + "\", \"zone\": \"Europe/Stockholm\"}");
    }

    @Test
    void profilesAreThereOnceTheAnswerIs() {
        Answer answer = profiles(NDJSON, TWO);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().get("accepted").asInt()).isEqualTo(2);
        assertThat(answer.json().get("data_version").asInt()).isEqualTo(1);
        assertThat(owner.get(project).json().get("data_version").asInt()).isEqualTo(1);
        Answer profile = owner.get(project + "/profiles/42");
        assertThat(profile.at("/shared_user_id")).isEqualTo("u-7");
        assertThat(profile.at("/identities/email")).isEqualTo("a@example.com");
        assertThat(profile.json().get("identities").size()).isEqualTo(1);
        assertThat(profile.json().at("/attributes/age").asInt()).isEqualTo(31);
        assertThat(profile.at("/tags/0")).isEqualTo("vip");
        assertThat(profile.at("/export_key")).isNotBlank();
    }

    @Test
    void badRowsAreToldAndDoNotStopTheGoodOnes() {
        Answer answer = profiles(NDJSON, "{\"id\":\"1\"}\nnonsense\n{\"name\":\"x\"}\n[1]\n{\"id\":\"2\"}\n");

        assertThat(answer.json().get("accepted").asInt()).isEqualTo(2);
        assertThat(answer.json().get("rejected").asInt()).isEqualTo(3);
        assertThat(answer.json().at("/errors/0/line").asInt()).isEqualTo(2);
        assertThat(answer.at("/errors/0/code")).isEqualTo("row_not_json");
        assertThat(answer.at("/errors/2/code")).isEqualTo("row_not_object");
    }

    @Test
    void theFirstHundredBadRowsAreListedAndAllAreCounted() {
        Answer answer = profiles(NDJSON, "x\n".repeat(250));

        assertThat(answer.json().get("rejected").asInt()).isEqualTo(250);
        assertThat(answer.json().get("errors").size()).isEqualTo(100);
        assertThat(answer.json().get("data_version").asInt()).isZero();
    }

    @Test
    void anEventCountsOnceHoweverOftenItIsSent() {
        String events = """
                {"id":"e1","profile":"42","name":"Order Completed","time":"2026-01-01T10:00:00Z","properties":{"total":12.5}}
                {"id":"e2","profile":"42","name":"Order Completed","time":"2026-01-02T10:00:00Z","properties":{"total":7,"note":null}}
                """;
        assertThat(events(NDJSON, events).json().get("accepted").asInt()).isEqualTo(2);

        Answer again = events(NDJSON, events + events.replace("e2", "e3"));

        assertThat(again.json().get("accepted").asInt()).isEqualTo(1);
        assertThat(again.json().get("duplicates").asInt()).isEqualTo(3);
        assertThat(owner.get(project + "/profiles/42").status()).isEqualTo(200);
    }

    @Test
    void csvHasItsColumnsMappedAndItsTypesFound() {
        Answer answer = owner.post(
                project + "/profiles/import?map=CustomerID=id&map=Notes=&types=Post%20Code=text&delimiter=%3B",
                CSV,
                "CustomerID;Country;Post Code;Age;Notes\n7;SE;01234;31;x\n8;\"N;O\";5;;y\n"
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(answer.json().get("accepted").asInt()).as(answer.text()).isEqualTo(2);
        Answer seven = owner.get(project + "/profiles/7");
        assertThat(seven.json().get("attributes").toString())
                .isEqualTo("{\"Age\":31,\"Country\":\"SE\",\"Post Code\":\"01234\"}");
        assertThat(owner.get(project + "/profiles/8").at("/attributes/Country")).isEqualTo("N;O");
    }

    @Test
    void csvTimesAreOfTheProjectsZoneOrTheOneGiven() {
        String csv = "profile,name,time\n1,Visit,2026-07-01 12:00:00\n";
        events(CSV, csv);
        owner.post(project + "/events/import?zone=America/New_York", CSV, bytes(csv.replace("1,", "2,")));

        assertThat(owner.get(project + "/profiles/1/events").at("/items/0/time"))
                .isEqualTo("2026-07-01T10:00:00.000Z");
        assertThat(owner.get(project + "/profiles/2/events").at("/items/0/time"))
                .isEqualTo("2026-07-01T16:00:00.000Z");
    }

    @Test
    void parquetIsRead(@TempDir Path directory) throws SQLException, IOException {
        Path file = directory.resolve("rows.parquet");
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute(
                    "copy (select range::varchar as id, range * 2 as age from range(3000)) to '" + file + "'");
        }

        Answer answer = owner.post(project + "/profiles/import", PARQUET, Files.readAllBytes(file));

        assertThat(answer.json().get("accepted").asInt()).as(answer.text()).isEqualTo(3000);
        assertThat(owner.get(project + "/profiles/2999")
                        .json()
                        .at("/attributes/age")
                        .asInt())
                .isEqualTo(5998);
        assertThat(server.data().resolve("uploads")).isEmptyDirectory();
    }

    @Test
    void aFileThatIsNotParquetIsRefused() {
        Answer answer = owner.post(project + "/profiles/import", PARQUET, bytes("nonsense"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/code")).isEqualTo("invalid_parquet");
    }

    @Test
    void gzipIsReadAndWhatOfItIsCutOffIsNotKept() {
        byte[] whole = gzip(TWO.repeat(2000));
        ApiClient zipped = owner.with("Content-Encoding", "gzip");

        Answer cut = zipped.post(project + "/profiles/import", NDJSON, Arrays.copyOf(whole, whole.length - 20));
        assertThat(cut.status()).isEqualTo(400);
        assertThat(cut.at("/code")).isEqualTo("invalid_encoding");
        assertThat(owner.get(project).json().get("data_version").asInt()).isZero();

        assertThat(zipped.post(project + "/profiles/import", NDJSON, whole)
                        .json()
                        .get("accepted")
                        .asInt())
                .isEqualTo(4000);
    }

    @Test
    void aBodyThatBreaksOffIsNotKept() {
        String head = "POST " + project + "/profiles/import HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Authorization: Basic "
                + Base64.getEncoder().encodeToString(bytes(TestServer.CLIENT_ID + ":" + TestServer.CLIENT_SECRET))
                + "\r\nContent-Type: " + NDJSON + "\r\n";

        String counted = RawHttp.send(server.port(), head + "Content-Length: 100000\r\n\r\n" + TWO);
        String chunked = RawHttp.send(
                server.port(),
                head + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(TWO.length()) + "\r\n" + TWO
                        + "\r\n");

        assertThat(counted).startsWith("HTTP/1.1 400").contains("The body broke off");
        assertThat(chunked).startsWith("HTTP/1.1 400").contains("The body broke off");
        assertThat(owner.get(project).json().get("data_version").asInt()).isZero();
        assertThat(owner.get(project + "/profiles/42").status()).isEqualTo(404);
    }

    @Test
    void aDryRunTellsAndKeepsNothing() {
        Answer answer = owner.post(project + "/profiles/import?dry_run=true", NDJSON, bytes(TWO + "x\n"));

        assertThat(answer.json().get("accepted").asInt()).isEqualTo(2);
        assertThat(answer.json().get("rejected").asInt()).isEqualTo(1);
        assertThat(owner.get(project + "/profiles/42").status()).isEqualTo(404);
    }

    @Test
    void aDryRunTellsDuplicatesToo() {
        String event = "{\"id\":\"%s\",\"profile\":\"9\",\"name\":\"Visit\",\"time\":\"2026-01-01T00:00:00Z\"}\n";
        owner.post(project + "/events/import", NDJSON, bytes(event.formatted("stored")));

        Answer answer = owner.post(
                project + "/events/import?dry_run=true",
                NDJSON,
                bytes(event.formatted("stored") + event.formatted("fresh") + event.formatted("fresh")));

        assertThat(answer.json().get("accepted").asInt()).isEqualTo(1);
        assertThat(answer.json().get("duplicates").asInt()).isEqualTo(2);
        assertThat(owner.get(project + "/profiles/9/events").json().get("items").size())
                .isEqualTo(1);
    }

    @Test
    void theSameBodyUnderTheSameKeyIsLoadedOnce() {
        ApiClient retrying = owner.with("Idempotency-Key", UUID.randomUUID().toString());
        String event = "{\"profile\":\"1\",\"name\":\"Visit\",\"time\":\"2026-01-01T00:00:00Z\"}\n";

        Answer first = retrying.post(project + "/events/import", NDJSON, bytes(event));
        Answer again = retrying.post(project + "/events/import", NDJSON, bytes(event));
        Answer other = retrying.post(project + "/events/import", NDJSON, bytes(event + event));

        assertThat(again.text()).isEqualTo(first.text());
        assertThat(other.at("/code")).isEqualTo("idempotency_mismatch");
        assertThat(owner.get(project + "/profiles/1/events").json().get("items").size())
                .isEqualTo(1);
    }

    @Test
    void whatCannotBeReadIsRefusedByName() {
        assertRefused("/profiles/import", "application/xml", 415, "unsupported_media_type");
        assertRefused("/profiles/import", CSV + ";charset=latin1", 415, "unsupported_media_type");
        assertRefused("/profiles/import?zone=Nowhere", NDJSON, 422, "unknown_zone");
        assertRefused("/profiles/import?map=a=b", NDJSON, 400, "invalid_request");
        assertRefused("/profiles/import?map=a=b", CSV, 422, "invalid_mapping");
        assertRefused("/profiles/import?types=id=colour", CSV, 422, "invalid_mapping");
        assertRefused("/profiles/import?dry_run=perhaps", CSV, 400, "invalid_request");
        assertRefused("/profiles/import?delimiter=ab", CSV, 400, "invalid_request");
        Answer encoded = owner.with("Content-Encoding", "br").post(project + "/profiles/import", NDJSON, bytes(TWO));
        assertThat(encoded.status()).isEqualTo(415);
        assertThat(encoded.at("/code")).isEqualTo("unsupported_encoding");
    }

    @Test
    void aProfilesIdMayHaveAnyCharacter() {
        for (String id :
                new String[] {"a/b", "50%", "a;b", "å ä", "a+b", "back\\slash", "a?b#c", "line\nbreak", "😀"}) {
            profiles(
                    NDJSON,
                    tools.jackson.databind.json.JsonMapper.shared().writeValueAsString(java.util.Map.of("id", id))
                            + "\n");
            String encoded = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
            Answer answer = owner.get(project + "/profiles/" + encoded);
            assertThat(answer.status()).as(id).isEqualTo(200);
            assertThat(answer.at("/id")).isEqualTo(id);
        }
    }

    @Test
    void severalProfilesAreAskedForAtOnce() {
        profiles(NDJSON, TWO);
        Answer answer = owner.get(project + "/profiles?ids=43,4711,42");

        assertThat(answer.at("/items/0/id")).isEqualTo("43");
        assertThat(answer.at("/items/1/id")).isEqualTo("42");
        assertThat(answer.at("/missing/0")).isEqualTo("4711");
        assertThat(owner.get(project + "/profiles").status()).isEqualTo(400);
        assertThat(owner.get(project + "/profiles?ids=" + "1,2,3,".repeat(400) + "x")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void eventsAreReadNewestFirstPageByPage() {
        StringBuilder events = new StringBuilder();
        for (int i = 0; i < 25; i++) {
            events.append(
                    "{\"profile\":\"1\",\"name\":\"Visit\",\"time\":\"2026-01-01T00:00:%02dZ\",\"properties\":{\"n\":%d}}\n"
                            .formatted(i / 3, i));
        }
        events(NDJSON, events.toString());

        StringBuilder seen = new StringBuilder();
        String cursor = "";
        do {
            Answer page = owner.get(project + "/profiles/1/events?limit=10" + cursor);
            page.json()
                    .get("items")
                    .forEach(event ->
                            seen.append(event.at("/properties/n").asInt()).append(' '));
            cursor = page.json().get("next_cursor").isNull() ? "" : "&cursor=" + page.at("/next_cursor");
        } while (!cursor.isEmpty());

        assertThat(seen.toString().split(" ", -1)).hasSize(26).doesNotHaveDuplicates();
        assertThat(seen.toString()).startsWith("24 ");
        assertThat(owner.get(project + "/profiles/nobody/events").status()).isEqualTo(404);
    }

    @Test
    void whatWasSeenIsListedByName() {
        profiles(NDJSON, TWO + "{\"id\":\"44\",\"attributes\":{\"country\":5}}\n");
        events(
                NDJSON,
                "{\"profile\":\"1\",\"name\":\"Visit\",\"time\":\"2026-01-01T00:00:00Z\",\"properties\":{\"page\":\"/\"}}\n");

        Answer attributes = owner.get(project + "/catalog/attributes?limit=1");
        assertThat(attributes.at("/items/0/name")).isEqualTo("age");
        Answer next = owner.get(project + "/catalog/attributes?limit=1&cursor=" + attributes.at("/next_cursor"));
        assertThat(next.at("/items/0/name")).isEqualTo("country");
        assertThat(next.at("/items/0/type")).isEqualTo("text");
        assertThat(next.json().at("/items/0/count").asInt()).isEqualTo(3);
        Answer events = owner.get(project + "/catalog/events");
        assertThat(events.at("/items/0/name")).isEqualTo("Visit");
        assertThat(events.at("/items/0/first_seen")).isEqualTo("2026-01-01T00:00:00.000Z");
        assertThat(events.at("/items/0/properties/0/name")).isEqualTo("page");
    }

    @Test
    void aDeletedProjectsRowsAreGone() {
        profiles(NDJSON, TWO);
        String id = owner.get(project).at("/id");
        Answer deleted = owner.delete(project, "{\"name\": \"Imports\"}");

        assertThat(owner.get(project + "/profiles/42").status()).isEqualTo(404);
        Awaitility.await()
                .until(() -> owner.get(deleted.header("Location")).at("/state").equals("succeeded"));
        try (var files = Files.walk(server.data())) {
            assertThat(files.map(Path::toString)).noneMatch(file -> file.contains(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertRefused(String path, String type, int status, String code) {
        Answer answer = owner.post(project + path, type, bytes("id,x\n1,2\n"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.at("/code")).isEqualTo(code);
        assertThat(owner.get(project).json().get("data_version").asInt()).isZero();
    }

    private Answer profiles(String type, String body) {
        return owner.post(project + "/profiles/import", type, bytes(body));
    }

    private Answer events(String type, String body) {
        return owner.post(project + "/events/import", type, bytes(body));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(bytes(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
