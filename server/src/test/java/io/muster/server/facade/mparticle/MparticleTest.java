package io.muster.server.facade.mparticle;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.access.Applications.Credentials;
import io.muster.server.conformance.Proves;
import io.muster.server.facade.OldClients;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.SteppedClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MparticleTest {
    private static final String LIST = "/service/v1/segments/list";
    private static final String EXPORT = "/service/v1/segments/export/";
    private static final String INSTANT = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";
    private static final String VIPS = "{\"tag\":\"vip\"}";
    private static final String NORDICS = "{\"attribute\":\"country\",\"in\":[\"SE\",\"NO\"]}";

    private final OldClients old = OldClients.open();
    private final ApiClient client = as(old.keys);

    @Test
    @Proves({"mparticle-01", "mparticle-02", "mparticle-04"})
    void everyRequestNeedsTheKeyAndTheToken() {
        List<ApiClient> wrong = List.of(
                old.server.anybody(),
                old.server.anybody().as(old.keys.clientId(), "wrong"),
                old.server.anybody().as("nobody", old.keys.clientSecret()));

        for (ApiClient each : wrong) {
            Answer refused = each.get(LIST);
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.header("Content-Type")).isEqualTo("application/json");
            assertThat(refused.text()).startsWith("{\"error\":\"");
        }
        assertThat(client.get(LIST).status()).isEqualTo(200);
    }

    @Test
    @Proves("mparticle-28")
    void theRootSaysWhetherTheKeysAreRight() {
        Answer right = client.get("/");

        assertThat(right.status()).isEqualTo(200);
        assertThat(right.header("Content-Type")).isEqualTo("application/json");
        assertThat(old.server
                        .anybody()
                        .as(old.keys.clientId(), "wrong")
                        .get("/")
                        .status())
                .isEqualTo(401);
        assertThat(old.server.anybody().get("/").status()).isEqualTo(401);
    }

    @Test
    @Proves({"mparticle-24", "mparticle-25"})
    void aSegmentHasTheUsersOfItsQueryAndFiltersOthers() {
        Instant now = old.server.bean(SteppedClock.class).instant().truncatedTo(ChronoUnit.SECONDS);
        old.shop.load("events", """
                {"id": "r1", "profile": "bo", "name": "Registration", "time": "%s"}
                {"id": "r2", "profile": "cleo", "name": "Registration", "time": "%s"}
                """.formatted(now.minus(Duration.ofDays(6)), now.minus(Duration.ofDays(8))));
        JsonNode recent =
                old.shop.segment("Recent Registrants", "{\"event\":\"Registration\",\"within\":{\"last\":\"P7D\"}}");

        assertThat(exported(recent.get("id").asString()).lines().skip(1))
                .singleElement()
                .asString()
                .contains(",bo,");
        String registered = "{\"segment\":" + recent.get("key") + "}";
        assertThat(old.shop.count("{\"all\":[" + NORDICS + "," + registered + "]}"))
                .as("in it")
                .isEqualTo(1);
        assertThat(old.shop.count("{\"all\":[" + NORDICS + ",{\"not\":" + registered + "}]}"))
                .as("not in it")
                .isEqualTo(2);
    }

    @Test
    @Proves({"mparticle-26", "mparticle-36"})
    void aStaticSegmentNeverChangesAndADynamicOneIsRefreshedDaily() {
        String dynamic = old.shop.segment("Vips", VIPS).get("id").asString();
        String fixed = old.server
                .owner()
                .post(
                        old.shop.path("/segments"),
                        "{\"name\":\"Then\",\"type\":\"static\",\"profiles\":[\"anna\",\"bo\"]}")
                .at("/id");
        String dynamicRun = lastRun(dynamic);
        String fixedRun = lastRun(fixed);
        old.shop.load("profiles", "{\"id\":\"bo\",\"tags\":[]}");

        old.server.bean(SteppedClock.class).step(Duration.ofHours(25));

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> !lastRun(dynamic).equals(dynamicRun));
        assertThat(lastRun(fixed)).isEqualTo(fixedRun);
        assertThat(exported(dynamic).lines()).hasSize(2);
        assertThat(exported(fixed).lines()).hasSize(3);
    }

    @Test
    @Proves("mparticle-03")
    void aProjectWithoutTheExportApiIsForbidden() {
        Answer limited = old.server.owner().patch(old.shop.path(""), "{\"limits\":{\"export_api\":false}}");
        assertThat(limited.status()).as(limited.text()).isEqualTo(200);

        Answer refused = client.get(LIST);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).startsWith("{\"error\":\"");
        assertThat(client.post(EXPORT, "{\"segmentId\":\"x\"}").status()).isEqualTo(403);
    }

    @Test
    @Proves({"mparticle-04", "mparticle-05", "mparticle-06", "mparticle-07", "mparticle-08"})
    void listsTheSegmentsAsABareArray() {
        old.shop.segment("Nordics", NORDICS);
        old.server
                .owner()
                .post(
                        old.shop.path("/segments"),
                        "{\"name\":\"Staff\",\"type\":\"static\",\"description\":\"Us\",\"category\":\"Inner\",\"profiles\":[\"bo\"]}");

        Answer list = client.get(LIST);

        assertThat(list.status()).isEqualTo(200);
        assertThat(list.header("Content-Type")).startsWith("application/json");
        assertThat(list.json().isArray()).isTrue();
        JsonNode nordics = list.json().get(0);
        assertThat(nordics.propertyNames())
                .containsExactlyInAnyOrder(
                        "segmentId", "name", "description", "category", "projectId", "type", "lastRun");
        assertThat(nordics.get("name").asString()).isEqualTo("Nordics");
        assertThat(nordics.get("description").isNull()).isTrue();
        assertThat(nordics.get("category").isNull()).isTrue();
        assertThat(nordics.get("projectId").asString()).isEqualTo(old.project);
        assertThat(nordics.get("type").asString()).isEqualTo("Dynamic");
        assertThat(nordics.get("lastRun").asString()).matches(INSTANT);
        JsonNode staff = list.json().get(1);
        assertThat(staff.get("type").asString()).isEqualTo("Static");
        assertThat(staff.get("description").asString()).isEqualTo("Us");
        assertThat(staff.get("category").asString()).isEqualTo("Inner");
    }

    @Test
    @Proves({"mparticle-09", "mparticle-10", "mparticle-11", "mparticle-12", "mparticle-20", "mparticle-42"})
    void anExportIsAskedForPolledAndDownloaded() throws Exception {
        String segment = old.shop.segment("Nordics", NORDICS).get("id").asString();
        for (String path : List.of(EXPORT, EXPORT.substring(0, EXPORT.length() - 1))) {
            Answer asked = client.post(path, "{\"segmentId\":\"" + segment + "\",\"outputFormat\":\"csv\"}");

            assertThat(asked.status()).as(asked.text()).isEqualTo(200);
            assertThat(asked.json().propertyNames())
                    .containsExactlyInAnyOrder(
                            "exportId", "segment", "status", "projectId", "startTime", "endTime", "filename");
            assertThat(asked.at("/status")).isEqualTo("PENDING");
            assertThat(asked.at("/segment/segmentId")).isEqualTo(segment);
            assertThat(asked.at("/startTime")).matches(INSTANT);
            assertThat(asked.json().get("endTime").isNull()).isTrue();
            assertThat(asked.json().get("filename").isNull()).isTrue();
            Answer complete = complete(asked.at("/exportId"));
            assertThat(complete.at("/endTime")).matches(INSTANT);
            Answer file = download(complete.at("/filename"));
            assertThat(file.text().lines()).hasSize(4).first().asString().startsWith("export_key,id,");
            old.setState(asked.at("/exportId"), "failed");
            assertThat(client.get(EXPORT + asked.at("/exportId")).at("/status")).isEqualTo("FAILED");
        }
    }

    @Test
    @Proves({"mparticle-13", "mparticle-23"})
    void theFileIsGoneAfterTwoDays() {
        String segment = old.shop.segment("Nordics", NORDICS).get("id").asString();
        old.server.owner().patch(old.shop.path(""), "{\"export_retention\":\"P30D\"}");
        String export =
                client.post(EXPORT, "{\"segmentId\":\"" + segment + "\"}").at("/exportId");
        String file = complete(export).at("/filename");
        SteppedClock clock = old.server.bean(SteppedClock.class);

        clock.step(Duration.ofHours(47));
        assertThat(download(file).status()).isEqualTo(200);
        clock.step(Duration.ofHours(2));

        assertThat(download(file).status()).isEqualTo(410);
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            Answer later = client.get(EXPORT + export);
            assertThat(later.at("/status")).isEqualTo("COMPLETE");
            assertThat(later.json().get("filename").isNull()).isTrue();
        });
    }

    @Test
    @Proves("mparticle-14")
    void aProjectsFirstApplicationHasItsId() {
        Answer made = old.server.owner().post("/v1/projects", "{\"name\":\"Keyed\"}");
        String project = made.at("/id");

        Answer keys = old.server
                .owner()
                .post(
                        "/v1/projects/" + project + "/applications",
                        "{\"name\":\"Analytics\",\"scopes\":[\"read\",\"export\"]}");

        assertThat(keys.status()).as(keys.text()).isEqualTo(201);
        assertThat(keys.at("/client_id")).isEqualTo(project);
        Answer list =
                old.server.anybody().as(project, keys.at("/client_secret")).get(LIST);
        assertThat(list.status()).as(list.text()).isEqualTo(200);
    }

    @Test
    @Proves("mparticle-21")
    void knowsItsFormatsAndNoOthers() {
        String segment = old.shop.segment("Nordics", NORDICS).get("id").asString();
        Map<String, String> beginnings =
                Map.of("json", "[\n", "xlsx", "PK", "parquet", "PAR1", "csv", "export_key,id,");
        beginnings.forEach((format, beginning) -> {
            String body = "{\"segmentId\":\"" + segment + "\",\"outputFormat\":\"" + format + "\"}";
            String file = complete(client.post(EXPORT, body).at("/exportId")).at("/filename");
            assertThat(download(file).text()).as(format).startsWith(beginning);
        });
        assertThat(exported(segment)).as("unless given").startsWith("export_key,id,");
        Answer refused = client.post(EXPORT, "{\"segmentId\":\"" + segment + "\",\"outputFormat\":\"pdf\"}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/error")).contains("pdf").contains("csv");
    }

    @Test
    @Proves("mparticle-22")
    void saysWhatIsWrong() {
        String segment = old.shop.segment("Nordics", NORDICS).get("id").asString();
        String export =
                client.post(EXPORT, "{\"segmentId\":\"" + segment + "\"}").at("/exportId");
        ApiClient stranger = as(old.stranger());

        assertThat(client.get(EXPORT + "nothing").status()).isEqualTo(404);
        assertThat(client.post(EXPORT, "{\"segmentId\":\"nothing\"}").status()).isEqualTo(404);
        for (String body : List.of("", "{", "[]", "{}", "{\"segmentId\":7}", "{\"segmentId\":\"x\",\"more\":1}")) {
            Answer refused = client.post(EXPORT, body);
            assertThat(refused.status()).as(body).isEqualTo(400);
            assertThat(refused.text()).startsWith("{\"error\":\"");
        }
        assertThat(stranger.get(EXPORT + export).status()).isEqualTo(404);
        assertThat(stranger.post(EXPORT, "{\"segmentId\":\"" + segment + "\"}").status())
                .isEqualTo(404);
        assertThat(stranger.get(LIST).text()).doesNotContain(segment);
    }

    private String exported(String segment) {
        Answer asked = client.post(EXPORT, "{\"segmentId\":\"" + segment + "\"}");
        return download(complete(asked.at("/exportId")).at("/filename")).text();
    }

    private String lastRun(String segment) {
        return StreamSupport.stream(client.get(LIST).json().spliterator(), false)
                .filter(each -> each.get("segmentId").asString().equals(segment))
                .findFirst()
                .orElseThrow()
                .get("lastRun")
                .asString();
    }

    private ApiClient as(Credentials credentials) {
        return old.server.anybody().as(credentials.clientId(), credentials.clientSecret());
    }

    private Answer complete(String export) {
        AtomicReference<Answer> last = new AtomicReference<>();
        Awaitility.await(export + " is complete")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    last.set(client.get(EXPORT + export));
                    return last.get().at("/status").equals("COMPLETE");
                });
        return last.get();
    }

    private Answer download(String filename) {
        URI url = URI.create(filename);
        assertThat(url.isAbsolute()).isTrue();
        return old.server.anybody().get(url.getRawPath() + "?" + url.getRawQuery());
    }
}
