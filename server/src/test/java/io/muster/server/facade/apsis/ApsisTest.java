package io.muster.server.facade.apsis;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.access.Applications.Credentials;
import io.muster.server.conformance.Proves;
import io.muster.server.facade.OldClients;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.SteppedClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

class ApsisTest {
    private static final String REPORTS = "/audience/profiles/reports/segments";
    private static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final OldClients old = OldClients.open();
    private final ApiClient client = as(old.keys);

    @Test
    @Proves({"apsis-16", "apsis-30", "apsis-35"})
    void callsNeedATokenOfClientCredentials() {
        Answer refused = old.server.anybody().get("/audience/segments");
        Answer wrong =
                old.server.anybody().with("Authorization", "Bearer a.b.c").get("/audience/segments");

        for (Answer answer : List.of(refused, wrong)) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            assertThat(answer.json().propertyNames()).containsExactlyInAnyOrder("title", "status", "detail");
        }
        Answer token = token(old.keys);
        assertThat(token.json().get("expires_in").asInt()).isEqualTo(86_400);
        assertThat(token.at("/token_type")).isEqualTo("Bearer");
        String[] parts = token.at("/access_token").split("\\.", -1);
        assertThat(parts).hasSize(3);
        assertThat(new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8))
                .contains("\"alg\":\"RS256\"");
        assertThat(client.get("/audience/segments").status()).isEqualTo(200);
    }

    @Test
    @Proves({"apsis-01", "apsis-03", "apsis-04", "apsis-06", "apsis-08", "apsis-11", "apsis-13"})
    void aReportIsAskedForPolledAndStreamed() {
        String nordics = segment("Nordics", "{\"attribute\":\"country\",\"in\":[\"SE\",\"NO\"]}");

        Answer asked = client.post(REPORTS, "{\"segment_discriminators\":[\"" + nordics + "\"]}");

        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        assertThat(asked.json().propertyNames())
                .containsExactlyInAnyOrder("poll_url", "file_download_url", "file_download_url_v2", "expires_at");
        assertThat(Instant.parse(asked.at("/expires_at")))
                .isBetween(
                        old.server.bean(SteppedClock.class).instant().plus(Duration.ofHours(23)),
                        old.server.bean(SteppedClock.class).instant().plus(Duration.ofHours(24)));
        Answer report = ready(asked.at("/poll_url"));
        assertThat(MediaType.parseMediaType(report.header("Content-Type")))
                .isEqualTo(MediaType.parseMediaType("text/csv;charset=UTF-8;header=present"));
        assertThat(report.text().lines()).hasSize(4).first().isEqualTo("export_key");
        assertThat(old.server.anybody().get(path(asked.at("/poll_url"))).status())
                .isEqualTo(401);
    }

    @Test
    @Proves({"apsis-03", "apsis-05", "apsis-07", "apsis-30", "apsis-31", "apsis-39", "apsis-41"})
    void tellsWhetherAReportIsThereYetOrNoMore() {
        Answer asked = client.post(REPORTS, "{\"segment_definition\":{\"all\":[]}}");
        String poll = asked.at("/poll_url");
        String second = asked.at("/file_download_url_v2");
        ready(poll);
        setState(poll, "running");

        Answer early = client.get(path(poll));
        Answer earlySecond = client.get(path(second));

        assertThat(early.status()).isEqualTo(404);
        assertThat(early.header("Retry-After")).isEqualTo("1");
        assertThat(earlySecond.status()).isEqualTo(202);
        assertThat(earlySecond.header("Retry-After")).isEqualTo("1");
        setState(poll, "failed");
        for (String url : List.of(poll, second)) {
            Answer failed = client.get(path(url));
            assertThat(failed.status()).isEqualTo(503);
            assertThat(failed.header("Content-Type")).startsWith("application/problem+json");
        }
        setState(poll, "succeeded");
        assertThat(client.get(path(second)).status()).isEqualTo(200);
        assertThat(client.with("Accept", "image/png").get(path(poll)).status()).isEqualTo(406);
        assertThat(client.get(REPORTS + "/nothing").status()).isEqualTo(410);
        assertThat(client.get("/audience/v2/profiles/reports/segments/nothing").status())
                .isEqualTo(404);
        old.server.bean(SteppedClock.class).step(Duration.ofHours(23));
        ApiClient later = as(old.keys);
        assertThat(later.get(path(poll)).status()).isEqualTo(200);
        old.server.bean(SteppedClock.class).step(Duration.ofHours(2));
        ApiClient latest = as(old.keys);
        assertThat(latest.get(path(poll)).status()).isEqualTo(410);
        assertThat(latest.get(path(second)).status()).isEqualTo(410);
        assertThat(client.get(path(poll)).status()).as("a day after the token").isEqualTo(401);
    }

    @Test
    @Proves({"apsis-09", "apsis-10", "apsis-12"})
    void oneReportIsDownloadedInManyForms() throws IOException {
        String poll =
                client.post(REPORTS, "{\"segment_definition\":{\"all\":[]}}").at("/poll_url");
        String plain = ready(poll).text();

        Answer packed = client.with("Accept-Encoding", "gzip").get(path(poll));
        Answer workbook = client.with("Accept", WORKBOOK).get(path(poll));
        Answer again = client.get(path(poll));

        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.bytes()))) {
            assertThat(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(plain);
        }
        assertThat(workbook.header("Content-Type")).isEqualTo(WORKBOOK);
        assertThat(workbook.bytes()).startsWith('P', 'K');
        assertThat(again.text()).isEqualTo(plain);
    }

    @Test
    @Proves({"apsis-02", "apsis-13", "apsis-14", "apsis-40"})
    void knownProfilesAttributesAndTagsCanBeAskedFor() {
        String columns =
                "\"attributes\":[{\"field_name\":\"Mail\",\"attribute_discriminator\":\"com.apsis1.attributes.email\"},"
                        + "{\"field_name\":\"Land\",\"attribute_discriminator\":\""
                        + Discriminator.ofColumn("attribute:country") + "\"}],"
                        + "\"tags\":[{\"field_name\":\"VIP\",\"tag_discriminator\":\"" + Discriminator.ofTag("vip")
                        + "\"}]";

        String known = report("{\"segment_definition\":{\"all\":[]},\"known\":true," + columns + "}");
        String unknown = report("{\"segment_definition\":{\"all\":[]},\"known\":false," + columns + "}");

        assertThat(known.lines()).hasSize(3).first().isEqualTo("export_key,Mail,Land,VIP");
        assertThat(known).contains(",anna@example.com,SE,true").contains(",dan@example.com,DE,false");
        assertThat(unknown.lines()).hasSize(4);
        assertThat(unknown).contains(",,NO,true").doesNotContain("@");
    }

    @Test
    @Proves({"apsis-15", "apsis-43"})
    void tooManyColumnsAreTooLarge() {
        String tags = IntStream.range(0, 51)
                .mapToObj(i ->
                        "{\"field_name\":\"t" + i + "\",\"tag_discriminator\":\"" + Discriminator.ofTag("vip") + "\"}")
                .collect(Collectors.joining(","));

        Answer refused = client.post(REPORTS, "{\"segment_definition\":{\"all\":[]},\"tags\":[" + tags + "]}");

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.at("/detail")).contains("51").contains("50");
        String large = "{\"segment_definition\":\"" + "x".repeat(100_001) + "\"}";
        assertThat(client.post(REPORTS, large).status()).isEqualTo(413);
    }

    @Test
    @Proves("apsis-44")
    void oneSegmentOrSeveralCanBeNamed() {
        String swedes = segment("Swedes", "{\"attribute\":\"country\",\"is\":\"SE\"}");
        String vips = segment("Vips", "{\"tag\":\"vip\"}");

        assertThat(report("{\"segment_discriminator\":\"" + swedes + "\"}").lines())
                .hasSize(3);
        assertThat(report("{\"segment_discriminators\":[\"" + swedes + "\",\"" + vips + "\"]}")
                        .lines())
                .hasSize(4);
        for (String wrong : List.of(
                "{}", "{\"segment_discriminator\":\"" + swedes + "\",\"segment_discriminators\":[\"" + vips + "\"]}")) {
            assertThat(client.post(REPORTS, wrong).status()).as(wrong).isEqualTo(400);
        }
        assertThat(client.post(REPORTS, "{\"segment_discriminator\":\"nothing\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    @Proves("apsis-45")
    void aReportHasFormsBeyondTheVendors() {
        String poll =
                client.post(REPORTS, "{\"segment_definition\":{\"all\":[]}}").at("/poll_url");
        Answer plain = ready(poll);

        Answer lines = client.with("Accept", "application/x-ndjson").get(path(poll));
        assertThat(lines.text().lines()).hasSize(5).allMatch(line -> line.startsWith("{\"export_key\":"));
        Answer parquet = client.with("Accept", "application/vnd.apache.parquet").get(path(poll));
        assertThat(parquet.bytes()).startsWith('P', 'A', 'R', '1');
        Answer packed = client.with("Accept-Encoding", "zstd").get(path(poll));
        assertThat(packed.header("Content-Encoding")).isEqualTo("zstd");
        Answer some = client.with("Range", "bytes=7-9").get(path(poll));
        assertThat(some.status()).isEqualTo(206);
        assertThat(some.text()).isEqualTo("key");
        assertThat(client.with("If-None-Match", plain.header("ETag"))
                        .get(path(poll))
                        .status())
                .isEqualTo(304);
    }

    @Test
    @Proves("apsis-37")
    void discriminatorsAreWrittenAsTheVendorDoes() {
        old.shop.load("profiles", """
                {"id":"gus","identities":{"mobile":"+4670","crm_id":"c"},"attributes":{"first_name":"G","last_name":"H","birth_date":"1990-01-01"}}
                """);
        segment("Loyal Nordics", "{\"tag\":\"vip\"}");

        assertThat(client.get("/audience/segments").at("/items/0/discriminator"))
                .matches("usercreated\\.segments\\.loyal-nordics-[a-z0-9]{10}");
        List<String> attributes = client.get("/audience/sections/" + old.project + "/attributes")
                .json()
                .findValuesAsString("discriminator");
        assertThat(attributes)
                .contains(
                        "com.apsis1.attributes.email",
                        "com.apsis1.attributes.mobile",
                        "com.apsis1.attributes.crmid",
                        "com.apsis1.attributes.firstname",
                        "com.apsis1.attributes.lastname",
                        "com.apsis1.attributes.birthdate")
                .anyMatch(name -> name.matches("usercreated\\.attributes\\.country-[a-z0-9]{10}"));
    }

    @Test
    @Proves("apsis-32")
    void segmentsAreCombinedByAnExpression() {
        String swedes = segment("Swedes", "{\"attribute\":\"country\",\"is\":\"SE\"}");
        String vips = segment("Vips", "{\"tag\":\"vip\"}");
        String named = "\"s\":\"" + swedes + "\",\"v\":{\"segment_discriminator\":\"" + vips + "\"}";

        assertThat(report(segments(named, "s & v")).lines()).hasSize(2);
        assertThat(report(segments(named, "s | v")).lines()).hasSize(4);
        String zoned = named + ",\"timezone\":\"Europe/Stockholm\"";
        assertThat(report(segments(zoned, "s | v")).lines()).hasSize(4);
        String nowhere = named + ",\"timezone\":\"Europe/Nowhere\"";
        assertThat(client.post(REPORTS, segments(nowhere, "s")).status()).isEqualTo(400);
        assertThat(report(segments(named, "!(s | v)")).lines()).hasSize(3);
        assertThat(report(segments(named, "s & !v | v & !s")).lines()).hasSize(3);
        for (String wrong : List.of("s &", "(s", "s v", "x", "s ^ v", "!".repeat(60) + "s")) {
            Answer refused = client.post(REPORTS, segments(named, wrong));
            assertThat(refused.status()).as(wrong).isEqualTo(400);
            assertThat(refused.at("/detail")).startsWith("filter: ");
        }
    }

    @Test
    @Proves({"apsis-33", "apsis-34"})
    void tellsWhatThereIsAndWhatAProfileMatches() {
        String swedes = segment("Swedes", "{\"attribute\":\"country\",\"is\":\"SE\"}");
        String vips = segment("Vips", "{\"tag\":\"vip\"}");
        String section = "/audience/sections/" + old.project;

        for (String list : List.of(
                "/audience/segments",
                "/audience/keyspaces",
                "/audience/sections",
                section + "/attributes",
                section + "/tags",
                section + "/events")) {
            Answer items = client.get(list);
            assertThat(items.json().propertyNames()).as(list).containsExactly("items");
            assertThat(items.json().at("/items/0").propertyNames()).as(list).containsExactly("discriminator", "name");
        }
        assertThat(client.get("/audience/segments").text()).contains(swedes, vips);
        assertThat(client.get("/audience/segments/" + swedes).at("/name")).isEqualTo("Swedes");
        assertThat(client.get("/audience/segments/nothing").status()).isEqualTo(404);
        assertThat(client.get("/audience/keyspaces").text()).contains("com.apsis1.keyspaces.export", "email");
        assertThat(client.get("/audience/sections").text()).contains(old.project);
        assertThat(client.get(section + "/attributes").text())
                .contains("com.apsis1.attributes.email", Discriminator.ofColumn("attribute:country"));
        assertThat(client.get(section + "/tags").text()).contains(Discriminator.ofTag("vip"));
        assertThat(client.get(section + "/events").text()).contains("Order Completed");
        Answer evaluated = client.post(
                "/audience/keyspaces/com.apsis1.keyspaces.email/profiles/anna@example.com/evaluations", "{}");
        assertThat(evaluated.status()).as(evaluated.text()).isEqualTo(200);
        assertThat(evaluated.json().at("/matches/segments").get(swedes).asBoolean())
                .isTrue();
        Answer one = client.post(
                "/audience/keyspaces/usercreated.keyspaces.profile-id/profiles/cleo/evaluations",
                "{\"segments\":[\"" + vips + "\"]}");
        assertThat(one.json().at("/matches/segments").propertyNames()).containsExactly(vips);
        assertThat(one.json().at("/matches/segments").get(vips).asBoolean()).isFalse();
        assertThat(client.post("/audience/keyspaces/com.apsis1.keyspaces.email/profiles/x/evaluations", "{}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    @Proves("apsis-42")
    void anotherTenantsReportsAreUnknown() {
        String poll =
                client.post(REPORTS, "{\"segment_definition\":{\"all\":[]}}").at("/poll_url");
        ready(poll);
        ApiClient stranger = as(old.stranger());

        assertThat(stranger.get(path(poll)).status()).isEqualTo(410);
        assertThat(stranger.get("/audience/sections/" + old.project + "/attributes")
                        .status())
                .isEqualTo(404);
        assertThat(stranger.get("/audience/segments").text()).isEqualTo("{\"items\":[]}");
    }

    private static String segments(String named, String filter) {
        return "{\"segments\":{" + named + ",\"filter\":\"" + filter + "\"}}";
    }

    private String report(String request) {
        Answer asked = client.post(REPORTS, request);
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        return ready(asked.at("/poll_url")).text();
    }

    private String segment(String name, String definition) {
        return Discriminator.ofSegment(
                old.shop.segment(name, definition).get("key").asString());
    }

    private void setState(String poll, String state) {
        old.setState(poll.substring(poll.lastIndexOf('/') + 1), state);
    }

    private Answer ready(String poll) {
        AtomicReference<Answer> last = new AtomicReference<>();
        Awaitility.await(poll + " is ready")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    last.set(client.get(path(poll)));
                    assertThat(last.get().status()).as(last.get().text()).isIn(200, 404);
                    return last.get().status() == 200;
                });
        return last.get();
    }

    private static String path(String url) {
        return URI.create(url).getRawPath();
    }

    private ApiClient as(Credentials credentials) {
        return old.server
                .anybody()
                .with("Authorization", "Bearer " + token(credentials).at("/access_token"));
    }

    private Answer token(Credentials credentials) {
        Answer token = old.server
                .anybody()
                .post(
                        "/oauth/token",
                        "{\"grant_type\":\"client_credentials\",\"client_id\":\"" + credentials.clientId()
                                + "\",\"client_secret\":\"" + credentials.clientSecret() + "\"}");
        assertThat(token.status()).as(token.text()).isEqualTo(200);
        return token;
    }
}
