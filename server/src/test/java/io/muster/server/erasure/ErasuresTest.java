package io.muster.server.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import io.muster.engine.Deadline;
import io.muster.engine.RowImport;
import io.muster.engine.SegmentEngine;
import io.muster.engine.rows.RowBatch;
import io.muster.engine.rows.RowKind;
import io.muster.model.ProjectId;
import io.muster.server.catalog.Catalog;
import io.muster.server.membership.MembershipLog;
import io.muster.server.membership.StoredMembership;
import io.muster.server.personal.SubjectKey;
import io.muster.server.personal.Subjects;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** People who are erased, as callers see it. */
@OnEachDatabase
class ErasuresTest {

    private static final String SWEDES = "{\"attribute\": \"country\", \"is\": \"SE\"}";
    private static final String BUYERS = "{\"event\": \"Order Completed\"}";

    private final TestServer server;
    private final Shop shop;

    ErasuresTest(Database database) {
        this.server = TestServer.on(database);
        this.shop = Shop.open(server.owner());
    }

    @Test
    void somebodyErasedByAnIdentityIsInNothingAnyMore() {
        JsonNode swedes = shop.segment("Swedes", SWEDES);
        JsonNode idle = shop.segment("Idle", "{\"event\": \"Order Completed\", \"count\": {\"lt\": 1}}");
        String export = shop.export("{\"segment\": \"swedes\", \"format\": \"csv\"}")
                .get("id")
                .asString();
        String others = shop.export("{\"definition\": {\"attribute\": \"country\", \"is\": \"NO\"}}")
                .get("id")
                .asString();

        JsonNode erasure = erase("{\"identities\": [{\"keyspace\": \"email\", \"key\": \"anna@example.com\"}]}");

        assertThat(erasure.get("profiles").asInt()).isEqualTo(1);
        assertThat(count(erasure, "events")).isEqualTo(3);
        assertThat(count(erasure, "membership")).isEqualTo(1);
        assertThat(count(erasure, "exports")).isEqualTo(1);
        assertThat(shop.client().get(shop.path("/profiles/anna")).status()).isEqualTo(404);
        assertThat(shop.count(SWEDES)).isEqualTo(1);
        assertThat(shop.count(BUYERS)).isEqualTo(2);
        assertThat(shop.count("{\"not\": " + BUYERS + "}")).isEqualTo(2);
        assertThat(shop.members("swedes", 10)).containsExactly("cleo");
        assertThat(shop.client()
                        .get(shop.path("/segments/swedes"))
                        .json()
                        .get("size")
                        .asLong())
                .isEqualTo(swedes.get("size").asLong() - 1);
        assertThat(shop.client().get(shop.path("/segments/idle")).json().get("size"))
                .isEqualTo(idle.get("size"));
        Answer file = shop.client().get(shop.path("/exports/" + export + "/file"));
        assertThat(file.status()).isEqualTo(410);
        assertThat(file.at("/code")).isEqualTo("erased");
        assertThat(shop.client().get(shop.path("/exports/" + others + "/file")).status())
                .isEqualTo(200);
    }

    @Test
    void theReceiptIsSignedAndNamesNobody() throws Exception {
        Answer preview = post("{\"profiles\": [\"anna\"], \"dry_run\": true}");
        assertThat(preview.status()).as(preview.text()).isEqualTo(200);
        assertThat(preview.json().get("profiles").asInt()).isEqualTo(1);
        assertThat(shop.client().get(shop.path("/profiles/anna")).status()).isEqualTo(200);

        JsonNode erasure = erase("{\"profiles\": [\"anna\"]}");
        Answer receipt = shop.client().get(erasure.get("receipt").asString());

        assertThat(receipt.status()).as(receipt.text()).isEqualTo(200);
        JWSObject signed = JWSObject.parse(receipt.text());
        JWKSet keys = JWKSet.parse(
                server.anybody().get("/.well-known/receipt-keys.json").text());
        RSAKey key = (RSAKey) keys.getKeyByKeyId(signed.getHeader().getKeyID());
        assertThat(signed.verify(new RSASSAVerifier(key))).isTrue();
        assertThat(signed.getHeader().getType().getType()).isEqualTo("muster-erasure");
        JsonNode statement = JsonMapper.shared().readTree(signed.getPayload().toString());
        assertThat(statement.get("profiles").asInt()).isEqualTo(1);
        assertThat(statement.get("subjects")).isEqualTo(preview.json().get("subjects"));
        assertThat(statement.get("requested_by").asString()).isEqualTo("application:" + TestServer.CLIENT_ID);
        assertThat(signed.getPayload().toString() + erasure).doesNotContain("anna");
    }

    @Test
    void theReceiptIsNoCredential() {
        JsonNode erasure = erase("{\"profiles\": [\"anna\"]}");
        String receipt = shop.client().get(erasure.get("receipt").asString()).text();

        assertThat(server.anybody()
                        .with("Authorization", "Bearer " + receipt)
                        .get("/v1/projects")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void theSameIdLaterIsSomebodyElse() {
        String before = exportKey("anna");
        erase("{\"profiles\": [\"anna\"]}");
        shop.load("profiles", "{\"id\": \"anna\", \"attributes\": {\"country\": \"NO\"}}");

        assertThat(exportKey("anna")).isNotEqualTo(before);
        assertThat(shop.count(SWEDES)).isEqualTo(1);
        assertThat(shop.count(BUYERS)).isEqualTo(2);
        assertThat(shop.client().get(shop.path("/profiles/anna/events")).json().get("items"))
                .isEmpty();
    }

    @Test
    void aSuppressedPersonDoesNotComeBackUnderAnotherIdEither() {
        shop.load(
                "profiles",
                "{\"id\": \"eve\", \"identities\": {\"email\": \"eve@example.com\", \"mobile\": \"+4670\"}}");
        erase("{\"profiles\": [\"eve\"], \"identities\": [{\"keyspace\": \"crm_id\", \"key\": \"c-1\"}],"
                + " \"suppress\": true}");

        JsonNode result = shop.load("profiles", """
                        {"id": "e1", "identities": {"email": "eve@example.com"}}
                        {"identities": {"mobile": "+4670"}, "id": "e2", "tags": ["a"]}
                        {"id": "e3", "identities": {"crm_id": "c-1"}}
                        {"id": "e4", "identities": {"crm_id": "eve@example.com"}}
                        {"id": "eve@example.com"}
                        {"id": "e5", "identities": {"email": null}}""").json();

        assertThat(result.get("suppressed").asInt()).isEqualTo(3);
        assertThat(result.get("accepted").asInt()).isEqualTo(3);
        for (String gone : List.of("e1", "e2", "e3")) {
            assertThat(shop.client().get(shop.path("/profiles/" + gone)).status())
                    .as(gone)
                    .isEqualTo(404);
        }
        assertThat(shop.client().get(shop.path("/profiles/e4")).status()).isEqualTo(200);
    }

    @Test
    void withoutSuppressionAnAddressIsFreeAgain() {
        shop.load("profiles", "{\"id\": \"eve\", \"identities\": {\"email\": \"eve@example.com\"}}");
        erase("{\"profiles\": [\"eve\"]}");

        JsonNode result = shop.load("profiles", "{\"id\": \"e1\", \"identities\": {\"email\": \"eve@example.com\"}}")
                .json();

        assertThat(result.get("accepted").asInt()).isEqualTo(1);
    }

    @Test
    void rowsOfWhoeverIsSuppressedAreDroppedAndCounted() {
        erase("{\"profiles\": [\"anna\", \"zoe\"], \"suppress\": true}");
        JsonNode profiles = shop.load("profiles", "{\"id\": \"anna\"}\n{\"id\": \"zoe\"}\n{\"id\": \"new\"}")
                .json();
        JsonNode events = shop.load("events", Shop.EVENTS).json();

        assertThat(profiles.get("accepted").asInt()).isEqualTo(1);
        assertThat(profiles.get("suppressed").asInt()).isEqualTo(2);
        assertThat(events.get("suppressed").asInt()).isEqualTo(3);
        assertThat(shop.count("{\"all\": []}")).isEqualTo(5);
        Shop another = Shop.open(server.owner());
        assertThat(another.client().get(another.path("/profiles/anna")).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "ndjson"})
    void downloadsThatHaveBegunAreCutOff(String format) throws Exception {
        String note = "x".repeat(600);
        shop.load(
                "profiles",
                IntStream.range(0, 40_000)
                        .mapToObj(i -> "{\"id\": \"many-" + i + "\", \"attributes\": {\"note\": \"" + note + i + "\"}}")
                        .collect(Collectors.joining("\n")));
        String export = shop.export("{\"definition\": {\"all\": []}, \"columns\": [\"id\", \"note\"]}")
                .get("id")
                .asString();
        try (InputStream in = shop.client()
                .open(shop.path("/exports/" + export + "/file?format=" + format))
                .body()) {
            assertThat(in.readNBytes(1_000)).hasSize(1_000);

            erase("{\"profiles\": [\"anna\"]}");

            assertThatThrownBy(() -> in.transferTo(OutputStream.nullOutputStream()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aDamagedListOfWhoseRowsThereAreCountsAsAnybodys() throws IOException {
        String export = shop.export("{\"definition\": {\"profiles\": [\"bo\"]}, \"columns\": [\"id\"]}")
                .get("id")
                .asString();
        Files.write(files(export).resolve("members.bitmap"), new byte[0]);

        JsonNode erasure = erase("{\"profiles\": [\"anna\"]}");

        assertThat(count(erasure, "exports")).isEqualTo(1);
        assertThat(shop.client().get(shop.path("/exports/" + export + "/file")).status())
                .isEqualTo(410);
    }

    @Test
    void changesSinceAnExportWithoutThatListCountAsAnybodys() throws IOException {
        String swedes = "{\"definition\": " + SWEDES + ", \"columns\": [\"id\"]";
        String base = shop.export(swedes + "}").get("id").asString();
        Files.delete(files(base).resolve("members.bitmap"));
        shop.load("profiles", "{\"id\": \"anna\", \"attributes\": {\"country\": \"NO\"}}");
        String since = shop.export(swedes + ", \"since_export\": \"" + base + "\"}")
                .get("id")
                .asString();
        String file = shop.path("/exports/" + since + "/file");
        assertThat(shop.client().get(file).text()).isEqualTo("change,id\nremoved,anna\n");

        erase("{\"profiles\": [\"anna\"]}");

        assertThat(shop.client().get(file).status()).isEqualTo(410);
    }

    @Test
    void filesThatNoExportOwnsUpToGoToo() throws IOException {
        Path left = Files.createDirectories(files("e_gone"));
        Files.writeString(left.resolve("gone.csv"), "id\nanna\n");

        erase("{\"profiles\": [\"anna\"]}");

        assertThat(left).doesNotExist();
    }

    @Test
    void noImportUnderWayBringsWhoeverIsSuppressedBackByAnotherKey() {
        shop.load("profiles", "{\"id\": \"eve\", \"identities\": {\"email\": \"eve@example.com\"}}");
        try (RowImport rows = server.bean(SegmentEngine.class).startImport(project(), RowKind.PROFILES)) {
            RowBatch batch = new RowBatch(RowKind.PROFILES);
            batch.setIdentity("email", "eve@example.com");
            batch.begin("another");
            batch.end();
            batch.begin("new");
            batch.end();
            rows.add(batch);

            erase("{\"profiles\": [\"eve\"], \"suppress\": true}");

            assertThat(rows.commit(Deadline.none()).erased()).isEqualTo(1);
        }
        assertThat(shop.client().get(shop.path("/profiles/another")).status()).isEqualTo(404);
        assertThat(shop.client().get(shop.path("/profiles/new")).status()).isEqualTo(200);
    }

    @Test
    void whoBecameAnotherSinceTheyWereLookedUpIsErasedAsThat() {
        List<SubjectKey> asked = List.of(new SubjectKey(SubjectKey.ID, "bo"));
        Subjects found = server.bean(SubjectSearch.class).findWithFormer(project(), asked, Deadline.none());
        Answer merged = shop.client().put(shop.path("/profiles/anna/aliases/bo"), "");
        assertThat(merged.status()).as(merged.text()).isEqualTo(204);
        finish(asked, found, false);

        assertThat(shop.client().get(shop.path("/profiles/anna")).status()).isEqualTo(404);
        assertThat(shop.client().get(shop.path("/profiles/bo")).status()).isEqualTo(404);
        assertThat(shop.count("{\"all\": []}")).isEqualTo(3);
        assertThat(shop.count(BUYERS)).isEqualTo(1);
    }

    @Test
    void whoCameAnewUnderASuppressedIdSinceTheyWereLookedUpIsErasedToo() {
        List<SubjectKey> asked = List.of(new SubjectKey(SubjectKey.ID, "bo"));
        Subjects found = server.bean(SubjectSearch.class).findWithFormer(project(), asked, Deadline.none());
        server.bean(SegmentEngine.class).erase(project(), List.of("bo"), Deadline.none());
        shop.load("profiles", "{\"id\": \"bo\"}");

        finish(asked, found, true);

        assertThat(shop.client().get(shop.path("/profiles/bo")).status()).isEqualTo(404);
    }

    /** Goes on with an erasure that has found them. */
    private void finish(List<SubjectKey> asked, Subjects found, boolean suppress) {
        String id = "x_" + UUID.randomUUID();
        String who = server.bean(SealedSubjects.class).seal(id, asked, found);
        server.bean(Catalog.class)
                .change(db -> db.execute(
                        "insert into erasure (id, project, state, requested_by, suppress, asked, subjects, created_at)"
                                + " values (?, ?, 'failed', 'person:p', ?, 1, ?, 0)",
                        id,
                        project().value(),
                        suppress,
                        who));
        server.bean(Erasures.class).run();
        shop.until("/erasures/" + id, "succeeded");
    }

    private Path files(String export) {
        return server.data().resolve("exports").resolve(project().value()).resolve(export);
    }

    private ProjectId project() {
        return new ProjectId(shop.client().get(shop.path("")).at("/id"));
    }

    @Test
    void membersThatWereFoundBeforeBringNobodyBack() {
        String segment = shop.segment("Swedes", SWEDES).get("id").asString();
        MembershipLog log = server.bean(MembershipLog.class);
        StoredMembership found = log.newest(segment).orElseThrow().membership();
        assertThat(found.members().getCardinality()).isEqualTo(2);
        erase("{\"profiles\": [\"anna\"]}");

        server.bean(Catalog.class).change(db -> log.keep(found));

        assertThat(shop.members("swedes", 10)).containsExactly("cleo");
        assertThat(log.newest(segment).orElseThrow().membership().members().getCardinality())
                .isEqualTo(1);
    }

    @Test
    void noMemberIsMadeOfWhoeverIsSuppressed() {
        erase("{\"profiles\": [\"zoe\"], \"suppress\": true}");
        ApiClient owner = shop.client();
        owner.post(shop.path("/segments"), "{\"name\": \"Guests\", \"type\": \"static\", \"profiles\": []}");
        byte[] body = "id\nzoe\nanna\nnew\n".getBytes(StandardCharsets.UTF_8);

        for (String dry : List.of("&dry_run=true", "")) {
            JsonNode done = owner.post(shop.path("/segments/guests/members?unknown=create" + dry), "text/csv", body)
                    .json();
            assertThat(done.get("created").asInt()).as(dry).isEqualTo(1);
            assertThat(done.get("suppressed").asInt()).as(dry).isEqualTo(1);
            assertThat(done.get("matched").asInt()).as(dry).isEqualTo(2);
            assertThat(done.get("size").asInt()).as(dry).isEqualTo(2);
        }
    }

    @Test
    void manyAreErasedAtOnceAndUnknownOnesAreNoFault() {
        shop.load(
                "profiles",
                IntStream.range(0, 1_000)
                        .mapToObj(i -> "{\"id\": \"many-" + i + "\"}")
                        .collect(Collectors.joining("\n")));
        String ids = IntStream.range(0, 1_000)
                .mapToObj(i -> "\"many-" + i * 2 + "\"")
                .collect(Collectors.joining(", "));
        JsonNode erasure = erase("{\"profiles\": [" + ids + "]}");

        assertThat(erasure.get("asked").asInt()).isEqualTo(1_000);
        assertThat(erasure.get("profiles").asInt()).isEqualTo(500);
        assertThat(shop.count("{\"all\": []}")).isEqualTo(505);
    }

    @Test
    void listedIdsAndHeldKeysGoToo() {
        shop.segment("Named", "{\"any\": [{\"profiles\": [\"anna\", \"bo\"]}, {\"profiles\": [\"anna\"]}]}");
        upload("anna\nzoe\nbo\n", "hold");
        JsonNode erasure = erase("{\"profiles\": [\"anna\", \"zoe\"]}");

        assertThat(count(erasure, "definitions")).isEqualTo(2);
        assertThat(count(erasure, "held_keys")).isEqualTo(1);
        assertThat(shop.client().get(shop.path("/segments/named")).text())
                .contains("bo")
                .doesNotContain("anna");
        shop.load("profiles", "{\"id\": \"anna\"}\n{\"id\": \"zoe\"}");
        shop.untilMembers("listed", "bo");
    }

    private void upload(String ids, String unknown) {
        assertThat(shop.client()
                        .post(shop.path("/segments"), "{\"name\": \"Listed\", \"type\": \"static\"}")
                        .status())
                .isEqualTo(201);
        Answer uploaded = shop.client()
                .post(
                        shop.path("/segments/listed/members?unknown=" + unknown),
                        "text/csv",
                        ("id\n" + ids).getBytes(StandardCharsets.UTF_8));
        assertThat(uploaded.status()).as(uploaded.text()).isEqualTo(200);
    }

    @Test
    void everyFaultOfARequestIsTold() {
        List<String> codes = new ArrayList<>();
        for (String body : List.of(
                "{}",
                "{\"profiles\": []}",
                "{\"profiles\": \"anna\"}",
                "{\"profiles\": [1]}",
                "{\"identities\": [{\"keyspace\": \"email\"}]}",
                "{\"profiles\": [\"a\"], \"suppress\": \"yes\"}",
                "{\"profiles\": [\"a\"], \"other\": 1}")) {
            Answer answer = post(body);
            assertThat(answer.status()).as(body + answer.text()).isIn(400, 422);
            codes.add(answer.at("/code"));
        }
        assertThat(codes)
                .containsExactly(
                        "invalid_request",
                        "invalid_request",
                        "wrong_type",
                        "wrong_type",
                        "wrong_type",
                        "wrong_type",
                        "unknown_field");
        assertThat(shop.client().get(shop.path("/erasures/none")).status()).isEqualTo(404);
        assertThat(shop.client().get(shop.path("/erasures")).json().get("items"))
                .isEmpty();
    }

    private Answer post(String body) {
        return shop.client().post(shop.path("/erasures"), body);
    }

    private JsonNode erase(String body) {
        Answer asked = post(body);
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        return shop.until("/erasures/" + asked.at("/id"), "succeeded");
    }

    private String exportKey(String id) {
        return shop.client().get(shop.path("/profiles/" + id)).at("/export_key");
    }

    private static long count(JsonNode erasure, String place) {
        for (JsonNode each : erasure.get("places")) {
            if (each.get("place").asString().equals(place)) {
                return each.get("count").asLong();
            }
        }
        return -1;
    }
}
