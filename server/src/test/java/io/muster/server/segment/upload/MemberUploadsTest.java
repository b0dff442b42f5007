package io.muster.server.segment.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.muster.model.ProjectId;
import io.muster.server.access.Applications;
import io.muster.server.access.Applications.Credentials;
import io.muster.server.access.Scope;
import io.muster.server.project.Project;
import io.muster.server.project.Projects;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@OnEachDatabase
class MemberUploadsTest {

    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";

    private final ApiClient owner;
    private final TestServer server;

    MemberUploadsTest(Database database) {
        this.server = TestServer.on(database);
        this.owner = server.owner();
    }

    @Test
    void addsRemovesAndReplaces() {
        Shop shop = staffOf("anna");

        JsonNode added = ok(send(shop, "POST", "", CSV, "name,id\nB,bo\nA,anna\n"));
        assertThat(numbers(added)).isEqualTo("size 2 added 1 removed 0 rows 2 matched 2 rejected 0");
        JsonNode removed = ok(send(shop, "DELETE", "", NDJSON, "{\"id\":\"anna\",\"x\":{\"id\":\"bo\"}}\n\"cleo\"\n"));
        assertThat(numbers(removed)).isEqualTo("size 1 added 0 removed 1 rows 2 matched 2 rejected 0");
        JsonNode replaced = ok(send(shop, "PUT", "", CSV, "id\r\ndan\r\neve\r\n"));
        assertThat(numbers(replaced)).isEqualTo("size 2 added 2 removed 1 rows 2 matched 2 rejected 0");
        assertThat(members(shop)).containsExactly("dan", "eve");
    }

    @Test
    void listsOfIdsDoTheSame() {
        Shop shop = staffOf("anna");

        assertThat(owner.post(shop.path("/segments/staff/members"), "{\"profiles\":[\"bo\",\"bo\"]}")
                        .at("/added"))
                .isEqualTo("1");
        Answer removed = owner.with("Content-Type", "application/json")
                .send(
                        "DELETE",
                        shop.path("/segments/staff/members"),
                        BodyPublishers.ofString("{\"profiles\":[\"anna\"]}"),
                        "{\"profiles\":[\"anna\"]}");

        assertThat(removed.at("/removed")).isEqualTo("1");
        assertThat(members(shop)).containsExactly("bo");
    }

    @Test
    void compressedBodiesAreRead() throws IOException {
        Shop shop = staffOf();
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
            out.write("id\nanna\n".getBytes(UTF_8));
        }

        ok(owner.with("Content-Encoding", "gzip").post(members(shop, ""), CSV, gzip.toByteArray()));
        ok(owner.with("Content-Encoding", "zstd")
                .post(members(shop, ""), CSV, Zstd.compress("id\nbo\n".getBytes(UTF_8))));

        assertThat(members(shop)).containsExactly("anna", "bo");
    }

    @ParameterizedTest
    @CsvSource({"csv, text/csv", "ndjson, application/x-ndjson", "parquet, application/vnd.apache.parquet"})
    void anExportIsTakenAsItIs(String format, String type) {
        Shop shop = staffOf("eve");
        for (String columns : new String[] {"\"export_key\",\"attribute:country\"", "\"id\",\"export_key\""}) {
            JsonNode export = shop.export("{\"definition\":{\"attribute\":\"country\",\"is\":\"SE\"},\"format\":\""
                    + format + "\",\"columns\":[" + columns + "]}");
            byte[] file = owner.get(shop.path("/exports/" + export.at("/id").asString() + "/file"))
                    .bytes();

            JsonNode replaced = ok(owner.with("Content-Type", type)
                    .send("PUT", members(shop, ""), BodyPublishers.ofByteArray(file), ""));

            assertThat(replaced.get("rejected").asInt()).as(replaced.toString()).isZero();
            assertThat(members(shop)).containsExactly("anna", "cleo");
        }
    }

    @Test
    void idsThatAnExportGuardsAgainstFormulasAreFound() {
        Shop shop = staffOf();
        shop.load("profiles", "{\"id\":\"+46701\"}\n{\"id\":\"'-1\"}");

        ok(send(shop, "POST", "", CSV, "id\n'+46701\n'-1\n"));

        assertThat(members(shop)).containsExactly("'-1", "+46701");
    }

    @Test
    void guardedKeysThatNobodyHasAreKeptWithoutTheirGuard() {
        Shop shop = staffOf();

        JsonNode held = ok(send(shop, "POST", "?unknown=hold", CSV, "id\n'+46701\n'-1\n"));
        assertThat(held.get("unknown").toString()).isEqualTo("[\"+46701\",\"'-1\"]");
        ok(send(shop, "DELETE", "", CSV, "id\n'-1\n"));
        shop.load("profiles", "{\"id\":\"+46701\"}\n{\"id\":\"'-1\"}");
        shop.untilMembers("staff", "+46701");

        ok(send(shop, "POST", "?unknown=create", CSV, "id\n'=who\n"));
        ok(send(shop, "POST", "?unknown=create", NDJSON, "{\"id\":\"'=so\"}"));
        assertThat(members(shop)).as("only CSV is guarded").containsExactly("'=so", "+46701", "=who");
    }

    @Test
    void keysMayBeIdentitiesOrAnyColumn() {
        Shop shop = staffOf();
        shop.load("profiles", "{\"id\":\"twin\",\"identities\":{\"email\":\"dan@example.com\"}}");

        JsonNode added = ok(send(shop, "POST", "?keyspace=email", CSV, "email\ndan@example.com\nno@example.com\n"));
        ok(send(shop, "POST", "?id_column=who;ever&delimiter=;", CSV, "x;\"who;ever\"\n1;anna\n"));
        ok(send(shop, "POST", "?keyspace=email&id_column=mail", NDJSON, "{\"mail\":\"anna@example.com\"}"));

        assertThat(added.get("matched").asInt()).isEqualTo(2);
        assertThat(added.get("unknown_rows").asInt()).isEqualTo(1);
        assertThat(members(shop)).containsExactly("anna", "dan", "twin");
    }

    @Test
    void rowsThatCannotBeTakenAreToldWithTheirReasons() {
        Shop shop = staffOf();

        JsonNode added = ok(send(
                shop,
                "POST",
                "",
                NDJSON,
                "{\"id\":\"anna\"}\n{\"id\":7.5}\nnot json\n{\"name\":\"x\"}\n{\"id\":\"zoe\"}\n[1]\n"));

        assertThat(added.get("rows").asInt()).isEqualTo(6);
        assertThat(added.get("rejected").asInt()).isEqualTo(5);
        assertThat(added.get("unknown").get(0).asString()).isEqualTo("zoe");
        assertThat(added.get("errors").findValuesAsString("line")).containsExactly("2", "3", "4", "6", "5");
        assertThat(added.get("errors").findValuesAsString("code"))
                .containsExactly(
                        "row_wrong_type", "row_not_json", "row_missing_field", "row_wrong_type", "unknown_profile");
        Answer reasons = owner.get(added.at("/reasons").asString());
        assertThat(reasons.status()).isEqualTo(200);
        assertThat(reasons.text().lines()).hasSize(5).first().asString().contains("\"line\":2");
    }

    @Test
    void aDryRunTellsWhatWouldHappenAndDoesNothing() {
        Shop shop = staffOf("anna");
        String body = "id\nbo\nzoe\nzoe\nyan\n";

        JsonNode skipped = ok(send(shop, "PUT", "?dry_run=true", CSV, body));
        JsonNode held = ok(send(shop, "PUT", "?dry_run=true&unknown=hold", CSV, body));
        JsonNode created = ok(send(shop, "PUT", "?dry_run=true&unknown=create", CSV, body));

        assertThat(numbers(skipped)).isEqualTo("size 1 added 1 removed 1 rows 4 matched 1 rejected 3");
        assertThat(held.get("held").asInt()).isEqualTo(2);
        assertThat(numbers(created)).isEqualTo("size 3 added 3 removed 1 rows 4 matched 3 rejected 0");
        assertThat(created.get("created").asInt()).isEqualTo(2);
        assertThat(members(shop)).containsExactly("anna");
        assertThat(owner.get(shop.path("/profiles/zoe")).status()).isEqualTo(404);

        JsonNode done = ok(send(shop, "PUT", "?unknown=create", CSV, body));
        assertThat(numbers(done)).isEqualTo(numbers(created));
        assertThat(members(shop)).containsExactly("bo", "yan", "zoe");
    }

    @Test
    void heldKeysEnterWhenTheirProfilesAppear() {
        Shop shop = staffOf("anna");

        JsonNode byId = ok(send(shop, "POST", "?unknown=hold", CSV, "id\nzoe\nbo\nzoe\n"));
        JsonNode again = ok(send(shop, "POST", "?unknown=hold", CSV, "id\nzoe\nyan\n"));
        ok(send(shop, "POST", "?unknown=hold&keyspace=email", CSV, "email\nnew@example.com\n"));
        assertThat(byId.get("held").asInt()).isEqualTo(1);
        assertThat(again.get("held").asInt()).isEqualTo(1);

        shop.load("profiles", "{\"id\":\"zoe\"}\n{\"id\":\"x\",\"identities\":{\"email\":\"new@example.com\"}}");

        shop.untilMembers("staff", "anna", "bo", "zoe", "x");
        assertThat(owner.get(shop.path("/segments/staff/history")).at("/items/0/entered"))
                .isIn("1", "2");
    }

    @Test
    void heldKeysGoWithTheirRemovalAndWithAReplacement() {
        Shop shop = staffOf("anna");
        ok(send(shop, "POST", "?unknown=hold", CSV, "id\nzoe\nyan\n"));

        ok(send(shop, "DELETE", "", CSV, "id\nzoe\n"));
        shop.load("profiles", "{\"id\":\"zoe\"}\n{\"id\":\"yan\"}");
        shop.untilMembers("staff", "anna", "yan");

        ok(send(shop, "POST", "?unknown=hold", CSV, "id\nwim\n"));
        ok(send(shop, "PUT", "?unknown=hold", CSV, "id\nbo\nxia\n"));
        shop.load("profiles", "{\"id\":\"wim\"}\n{\"id\":\"xia\"}");
        shop.untilMembers("staff", "bo", "xia");
    }

    @Test
    void whatBelongsToADeletedSegmentOrProjectGoesWithIt() {
        Shop shop = staffOf("anna");
        ok(send(shop, "POST", "?unknown=hold", CSV, "id\nzoe\n"));
        String reasons =
                ok(send(shop, "POST", "", CSV, "id\nzoe\n")).at("/reasons").asString();
        Path file = server.data()
                .resolve("member-uploads")
                .resolve(reasons.replaceAll(".*/uploads/(.*)/reasons", "$1") + ".ndjson");
        String id = owner.get(shop.path("/segments/staff")).at("/id");
        UploadStore uploads = server.bean(UploadStore.class);

        owner.delete(shop.path("/segments/staff"));
        server.bean(UploadSweep.class).run();
        assertThat(uploads.isHolding(id)).isFalse();
        assertThat(owner.get(reasons).status()).isEqualTo(404);

        assertThat(file).exists();
        owner.delete(shop.path(""), "{\"name\": \"Shop\"}");
        Awaitility.await().untilAsserted(() -> assertThat(file).doesNotExist());
    }

    @Test
    void segmentsDefinedByItFollowAnUpload() {
        Shop shop = staffOf("bo");
        shop.segment("Others", "{\"not\":{\"segment\":\"staff\"}}");

        ok(send(shop, "POST", "", CSV, "id\nanna\ncleo\n"));

        shop.untilMembers("others", "dan", "eve");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST   |                                | text/csv             | name\\nanna\\n    | 422 | invalid_mapping
            POST   |                                | text/csv             |                  | 422 | invalid_csv
            POST   | ?id_column=nope                | text/csv             | id\\nanna\\n      | 422 | invalid_mapping
            POST   |                                | text/csv             | id,id\\na,b\\n    | 422 | invalid_mapping
            POST   | ?unknown=maybe                 | text/csv             | id\\nanna\\n      | 400 | invalid_request
            DELETE | ?unknown=hold                  | text/csv             | id\\nanna\\n      | 400 | invalid_request
            POST   | ?unknown=create&keyspace=email | text/csv             | email\\na\\n      | 400 | invalid_request
            POST   | ?unknown=create                | text/csv             | export_key\\na\\n | 400 | invalid_request
            POST   | ?dry_run=yes                   | text/csv             | id\\nanna\\n      | 400 | invalid_request
            POST   | ?delimiter=ab                  | text/csv             | id\\nanna\\n      | 400 | invalid_request
            POST   |                                | text/plain           | id\\nanna\\n      | 415 | unsupported_media_type
            PUT    |                                | application/vnd.apache.parquet | not one | 422 | invalid_parquet
            POST   |                                | application/json     | {}               | 400 | invalid_request
            POST   |                                | application/json     | {"profiles":[1]} | 422 | wrong_type
            """)
    void saysWhatIsWrongAndChangesNothing(
            String method, String query, String type, String body, int status, String code) {
        Shop shop = staffOf("anna");
        String text = body == null ? "" : body.replace("\\n", "\n");

        Answer refused = send(shop, method, query == null ? "" : query, type, text);

        assertThat(refused.status()).as(refused.text()).isEqualTo(status);
        assertThat(refused.at("/code")).isEqualTo(code);
        assertThat(members(shop)).containsExactly("anna");
    }

    @Test
    void aBodyThatIsCutShortChangesNothing() {
        Shop shop = staffOf("anna");
        byte[] whole = Zstd.compress("id\nbo\ncleo\n".repeat(1000).getBytes(UTF_8));

        Answer refused = owner.with("Content-Encoding", "zstd")
                .with("Content-Type", CSV)
                .send("PUT", members(shop, ""), BodyPublishers.ofByteArray(whole, 0, whole.length - 3), "");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/code")).isEqualTo("invalid_encoding");
        assertThat(members(shop)).containsExactly("anna");
    }

    @Test
    void creatingProfilesNeedsTheScopeForThat() {
        Shop shop = staffOf();
        Project project = server.bean(Projects.class)
                .find(new ProjectId(owner.get(shop.path("")).at("/id")))
                .orElseThrow();
        Credentials credentials = server.bean(Applications.class)
                .create(project.organization(), project.id(), "Segments", Set.of(Scope.SEGMENTS));
        ApiClient limited = server.anybody().as(credentials.clientId(), credentials.clientSecret());

        assertThat(limited.post(members(shop, "?unknown=create"), CSV, "id\nnew\n".getBytes(UTF_8))
                        .status())
                .isEqualTo(403);
        assertThat(limited.post(members(shop, "?unknown=hold"), CSV, "id\nnew\n".getBytes(UTF_8))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aDynamicSegmentTakesNoUploads() {
        Shop shop = Shop.open(owner);
        shop.segment("Everyone", "{\"all\":[]}");

        Answer refused = owner.post(shop.path("/segments/everyone/members"), CSV, "id\nanna\n".getBytes(UTF_8));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("/code")).isEqualTo("not_static");
    }

    private Shop staffOf(String... profiles) {
        Shop shop = Shop.open(owner);
        String list = profiles.length == 0 ? "" : "\"" + String.join("\",\"", profiles) + "\"";
        owner.post(shop.path("/segments"), "{\"name\":\"Staff\",\"type\":\"static\",\"profiles\":[" + list + "]}");
        return shop;
    }

    private Answer send(Shop shop, String method, String query, String type, String body) {
        return owner.with("Content-Type", type).send(method, members(shop, query), BodyPublishers.ofString(body), "");
    }

    private static String members(Shop shop, String query) {
        return shop.path("/segments/staff/members" + query);
    }

    private static JsonNode ok(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static String numbers(JsonNode answer) {
        StringBuilder text = new StringBuilder();
        for (String name : new String[] {"size", "added", "removed", "rows", "matched", "rejected"}) {
            text.append(name).append(' ').append(answer.get(name).asLong()).append(' ');
        }
        return text.toString().strip();
    }

    private static SortedSet<String> members(Shop shop) {
        return new TreeSet<>(shop.members("staff", 100));
    }
}
