package io.muster.server.facade.artisan;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.conformance.Proves;
import io.muster.server.test.Answer;
import io.muster.server.test.Routes;
import io.muster.server.test.Routes.Route;
import io.muster.server.test.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ArtisanSegmentsTest {
    private final ArtisanApp app = ArtisanApp.open();

    @Test
    @Proves({"artisan-08", "artisan-09", "artisan-62"})
    void listsAllSegmentsByIdAndName() {
        String ios = app.segment("iPhones and iPads", ArtisanApp.IOS);
        String swedes = app.segment("Swedes", "{\"attribute\":\"country\",\"is\":\"SE\"}");
        String byKey = app.shop.path("").replace("/v1/projects/", "");

        for (String path :
                List.of(app.path("/segments/"), app.path("/segments"), "/public/api/apps/" + byKey + "/segments/")) {
            Answer list = app.client.get(path);

            assertThat(list.status()).as(path).isEqualTo(200);
            assertThat(list.json().toString())
                    .isEqualTo("{\"segments\":[{\"id\":\"" + ios + "\",\"name\":\"iPhones and iPads\"},{\"id\":\""
                            + swedes + "\",\"name\":\"Swedes\"}]}");
        }
    }

    @Test
    @Proves("artisan-60")
    void everyPathIsServedWithAndWithoutASlashAtItsEnd() {
        String segment = app.segment("iOS", ArtisanApp.IOS);
        app.exported(segment);
        String job = ArtisanApp.job(app.client.post(app.path("/users/export"), ""));
        app.until(job, "COMPLETE");

        for (Route route : Routes.listed()) {
            if (!route.path().startsWith("/public/api/")) {
                continue;
            }
            String path = route.path()
                    .replace("{project}", app.app)
                    .replace("{segment}", segment)
                    .replace("{job}", job)
                    .replace("{status}", "COMPLETE")
                    .replace("shared_id/{user}", "shared_id/" + ArtisanApp.SHARED)
                    .replace("{user}", ArtisanApp.DEVICE);
            String query = path.endsWith("/users") ? "?ids=" + ArtisanApp.DEVICE : "";
            for (String each : List.of(path + query, path + "/" + query)) {
                assertThat(app.client
                                .send(route.method(), each, HttpRequest.BodyPublishers.noBody(), "")
                                .status())
                        .as("%s %s", route.method(), each)
                        .isEqualTo(200);
            }
        }
    }

    @Test
    @Proves("artisan-07")
    void groupsUsersByWhatTheyDidAndWhatTheyAre() {
        String behaviour = app.segment("Players", "{\"event\":\"Level Completed\",\"count\":{\"gte\":2}}");
        String device = app.segment("Tablets", "{\"attribute\":\"device\",\"is\":\"tablet\"}");
        String system = app.segment("iOS", ArtisanApp.IOS);
        String place = app.segment("Norway", "{\"attribute\":\"country\",\"is\":\"NO\"}");

        assertThat(downloaded(behaviour)).containsExactly(ArtisanApp.DEVICE);
        assertThat(downloaded(device)).containsExactlyInAnyOrder(ArtisanApp.OTHER_DEVICE, ArtisanApp.THIRD_DEVICE);
        assertThat(downloaded(system)).containsExactlyInAnyOrder(ArtisanApp.DEVICE, ArtisanApp.THIRD_DEVICE);
        assertThat(downloaded(place)).containsExactly(ArtisanApp.OTHER_DEVICE);
    }

    @Test
    @Proves({"artisan-10", "artisan-44", "artisan-66"})
    void anExportIsQueuedAndHasAllMembers() {
        String segment = app.segment("iOS", ArtisanApp.IOS);

        Answer queued = app.client.post(app.path("/segments/" + segment), "");

        String job = ArtisanApp.job(queued);
        String message = "\"message\":\"Job queued successfully.\",\"job\":\"" + job + "\"";
        assertThat(queued.json())
                .isEqualTo(JsonMapper.shared()
                        .readTree("{\"response\":{" + message + "},\"success\":\"True\"," + message + "}"));
        assertThat(app.until(job, "COMPLETE").at("/identifier")).isEqualTo(segment);
        assertThat(app.client
                        .get(app.path("/segments/" + segment + "/download"))
                        .json()
                        .get("artisanUserIds"))
                .hasSize(2);
    }

    @Test
    void theFilesDigestIsSentToWhoWantsIt() throws NoSuchAlgorithmException {
        String segment = app.segment("iOS", ArtisanApp.IOS);
        app.until(ArtisanApp.job(app.client.post(app.path("/segments/" + segment), "")), "COMPLETE");
        String path = app.path("/segments/" + segment + "/download");

        Answer proven =
                app.client.with("Want-Repr-Digest", "sha-512=3, sha-256=10").get(path);

        byte[] digest = MessageDigest.getInstance("SHA-256").digest(proven.bytes());
        assertThat(proven.header("Repr-Digest"))
                .isEqualTo("sha-256=:" + Base64.getEncoder().encodeToString(digest) + ":");
        assertThat(app.client.get(path).header("Repr-Digest")).isEmpty();
        assertThat(app.client.with("Want-Repr-Digest", "sha-256=0").get(path).header("Repr-Digest"))
                .isEmpty();
    }

    @Test
    @Proves({"artisan-11", "artisan-39"})
    void theAnswerComesBeforeTheFileIsMade(@TempDir Path data) {
        try (TestServer server = TestServer.start(data, Map.of())) {
            ArtisanApp idle = ArtisanApp.on(server);
            String segment = idle.segment("iOS", ArtisanApp.IOS);
            server.bean("io.muster.server.job.JobScheduler", SmartLifecycle.class)
                    .stop();

            String job = ArtisanApp.job(idle.client.post(idle.path("/segments/" + segment), ""));

            JsonNode queued = idle.client.get("/public/api/status").json().at("/jobs/0");
            assertThat(queued.get("id").asString()).isEqualTo(job);
            assertThat(queued.get("status").asString()).isEqualTo("QUEUED");
            assertThat(queued.get("start").isNull()).isTrue();
            assertThat(queued.get("end").isNull()).isTrue();
            assertThat(idle.client
                            .get(idle.path("/segments/" + segment + "/download"))
                            .header("Retry-After"))
                    .isEqualTo("1");
        }
    }

    @Test
    @Proves("artisan-31")
    void theLaterPathExportsToo() {
        String segment = app.segment("iOS", ArtisanApp.IOS);

        for (String body : List.of("", "{}", "{\"callback_url\":\"\"}", "{\"callbackUrl\":\"\"}", "callback_url=")) {
            Answer queued = app.client.post(app.path("/segments/" + segment + "/export"), body);

            app.until(ArtisanApp.job(queued), "COMPLETE");
        }
    }

    @Test
    @Proves({"artisan-12", "artisan-32", "artisan-42", "artisan-45"})
    void theFileHasEveryMemberWithItsAttributesAsText() {
        String segment = app.segment("iOS", ArtisanApp.IOS);
        String job = app.exported(segment);

        Answer file = app.client.get(app.path("/segments/" + segment + "/download"));

        assertThat(file.header("Content-Type")).isEqualTo("application/json");
        assertThat(file.json().propertyNames()).containsExactly("artisanUserIds");
        assertThat(file.json().get("artisanUserIds"))
                .containsExactlyInAnyOrder(
                        row(ArtisanApp.DEVICE, "SE", "phone", "[\\\"golf\\\",7]", "true", "iOS", "12.5", "12"),
                        row(ArtisanApp.THIRD_DEVICE, "SE", "tablet", "", "", "iOS", "", "3"));
        assertThat(app.client.get("/public/api/jobs/" + job + "/download").text())
                .isEqualTo(file.text());
    }

    @Test
    @Proves("artisan-13")
    void theDownloadCanBeReadPieceByPiece() throws Exception {
        String segment = app.segment("iOS", ArtisanApp.IOS);
        app.exported(segment);
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://localhost:" + app.server.port() + app.path("/segments/" + segment + "/download")))
                .header("Authorization", "Token token=\"" + app.keys.clientSecret() + "\"")
                .header("public-api-key", app.keys.clientId())
                .build();

        HttpResponse<InputStream> answer;
        try (HttpClient http = HttpClient.newHttpClient()) {
            answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            assertThat(piece(answer.body(), 17)).isEqualTo("{\"artisanUserIds\"");
            assertThat(new String(answer.body().readAllBytes(), StandardCharsets.UTF_8))
                    .endsWith("]}");
        }
    }

    @Test
    @Proves("artisan-67")
    void theDownloadIsTheNewestThatIsFinished() {
        String segment = app.segment("iOS", ArtisanApp.IOS);
        app.exported(segment);
        app.shop.load("profiles", "{\"id\":\"new\",\"attributes\":{\"os\":\"iOS\"}}");
        String second = app.exported(segment);
        String third = app.exported(segment);

        app.setState(third, "running");

        assertThat(downloads(segment)).hasSize(3).contains("new");
        app.setState(second, "failed");
        assertThat(downloads(segment)).hasSize(2).doesNotContain("new");
    }

    @Test
    void exportsAskedForElsewhereAreDownloadedTooWhereTheyTellWhichProfiles() {
        String segment = app.segment("iOS", ArtisanApp.IOS);
        app.shop.export("{\"segment\":\"" + segment + "\",\"columns\":[\"country\",\"id\"],\"format\":\"xlsx\"}");
        app.shop.export("{\"segment\":\"" + segment + "\",\"columns\":[\"country\"]}");

        Answer file = app.client.get(app.path("/segments/" + segment + "/download"));

        assertThat(file.json().at("/artisanUserIds/0"))
                .isEqualTo(JsonMapper.shared()
                        .readTree("{\"country\":\"SE\",\"artisanId\":\"" + ArtisanApp.DEVICE + "\"}"));
    }

    @Test
    @Proves("artisan-68")
    void whatIsNotReadyIsNotFoundYet() {
        String segment = app.segment("iOS", ArtisanApp.IOS);
        String download = app.path("/segments/" + segment + "/download");
        assertThat(app.client.get(download).status()).isEqualTo(404);
        String job = app.exported(segment);

        for (String state : List.of("queued", "running")) {
            app.setState(job, state);
            for (String path : List.of(download, "/public/api/jobs/" + job + "/download")) {
                Answer early = app.client.get(path);

                assertThat(early.status()).as(path).isEqualTo(404);
                assertThat(early.header("Retry-After")).isEqualTo("1");
                assertThat(early.json().get("success").asBoolean()).isFalse();
            }
        }
        app.setState(job, "failed");
        assertThat(app.client.get(download).header("Retry-After")).isEmpty();
    }

    private List<String> downloaded(String segment) {
        app.exported(segment);
        return downloads(segment);
    }

    private List<String> downloads(String segment) {
        Answer file = app.client.get(app.path("/segments/" + segment + "/download"));
        assertThat(file.status()).as(file.text()).isEqualTo(200);
        return StreamSupport.stream(file.json().get("artisanUserIds").spliterator(), false)
                .map(user -> user.get("artisanId").asString())
                .toList();
    }

    private static JsonNode row(
            String id,
            String country,
            String device,
            String interests,
            String optedIn,
            String os,
            String spent,
            String visits) {
        return JsonMapper.shared().readTree("""
                {"artisanId":"%s","country":"%s","device":"%s","interests":"%s","opted_in":"%s","os":"%s","spent":"%s","visits":"%s"}""".formatted(id, country, device, interests, optedIn, os, spent, visits));
    }

    private static String piece(InputStream in, int length) throws IOException {
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}
