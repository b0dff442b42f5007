package io.muster.server.facade.artisan;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.conformance.Proves;
import io.muster.server.test.Answer;
import io.muster.server.test.SteppedClock;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ArtisanJobsTest {
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    private final ArtisanApp app = ArtisanApp.open();

    @Test
    @Proves({"artisan-05", "artisan-06", "artisan-39"})
    void listsAllJobsAndTheirStatuses() {
        String segment = app.exported(app.segment("iOS", ArtisanApp.IOS));
        String profiles = ArtisanApp.job(app.client.post(app.path("/users/export"), ""));
        app.until(profiles, "COMPLETE");

        JsonNode jobs = app.client.get("/public/api/status").json();

        assertThat(jobs.propertyNames()).containsExactly("jobs");
        assertThat(jobs.get("jobs").findValuesAsString("id")).containsExactly(profiles, segment);
        assertThat(jobs.get("jobs").findValuesAsString("type")).containsExactly("Profiles Export", "Segments Export");
        JsonNode job = jobs.at("/jobs/1");
        assertThat(job.propertyNames()).containsExactly("id", "type", "created_at", "start", "end", "status");
        assertThat(List.of(job.get("created_at"), job.get("start"), job.get("end")))
                .allSatisfy(time -> assertThat(time.asString()).matches(TIME));
        assertThat(job.get("status").asString()).isEqualTo("COMPLETE");
        app.setState(segment, "running");
        assertThat(app.client.get("/public/api/status").at("/jobs/1/status")).isEqualTo("RUNNING");
    }

    @Test
    @Proves({"artisan-38", "artisan-71"})
    void tellsAllOfOneJob() {
        String segment = app.segment("iOS", ArtisanApp.IOS);
        String id = app.exported(segment);

        JsonNode job = app.client.get("/public/api/jobs/" + id).json();

        assertThat(job.propertyNames())
                .containsExactlyInAnyOrder(
                        "_id",
                        "id",
                        "type",
                        "description",
                        "identifier",
                        "organization_id",
                        "created_at",
                        "updated_at",
                        "start",
                        "end",
                        "status");
        assertThat(job.get("_id")).isEqualTo(job.get("id"));
        assertThat(job.get("id").asString()).isEqualTo(id);
        assertThat(job.get("description").asString()).isEqualTo("Segment iOS");
        assertThat(job.get("identifier").asString()).isEqualTo(segment);
        assertThat(job.get("organization_id").asString()).isEqualTo("default");
        assertThat(job.get("updated_at")).isEqualTo(job.get("end"));
    }

    @Test
    @Proves({"artisan-37", "artisan-40"})
    void listsJobsOfOneStatus() {
        String segment = app.segment("iOS", ArtisanApp.IOS);
        String id = app.exported(segment);

        for (List<String> state : List.of(
                List.of("queued", "QUEUED"),
                List.of("running", "RUNNING"),
                List.of("succeeded", "COMPLETE"),
                List.of("expired", "COMPLETE"),
                List.of("failed", "FAILED"),
                List.of("cancelled", "FAILED"))) {
            app.setState(id, state.getFirst());
            String status = state.getLast();

            for (String path : List.of("?status=" + status, "/status/" + status, "/status/" + status + "/")) {
                Answer some = app.client.get("/public/api/jobs" + path);
                assertThat(some.json().get("jobs").findValuesAsString("id"))
                        .as(path)
                        .containsExactly(id);
                assertThat(some.at("/jobs/0/status")).isEqualTo(status);
            }
            String other = status.equals("QUEUED") ? "FAILED" : "QUEUED";
            assertThat(app.client.get("/public/api/jobs?status=" + other).json().get("jobs"))
                    .isEmpty();
            assertThat(app.client.get("/public/api/jobs").json().get("jobs")).hasSize(1);
        }
        assertThat(app.client.get("/public/api/jobs?status=DONE").status()).isEqualTo(400);
    }

    @Test
    @Proves("artisan-74")
    void filesAreKeptForTwoDaysUnlessTheProjectSaysOtherwise() {
        String segment = app.segment("iOS", ArtisanApp.IOS);
        String job = app.exported(segment);
        String download = "/public/api/jobs/" + job + "/download";
        SteppedClock clock = app.server.bean(SteppedClock.class);

        app.server.owner().patch(app.shop.path(""), "{\"export_retention\":\"P4D\"}");
        String kept = "/public/api/jobs/" + app.exported(app.segment("Every", "{\"all\":[]}")) + "/download";

        clock.step(Duration.ofHours(47));
        assertThat(app.client.get(download).status()).isEqualTo(200);
        clock.step(Duration.ofMinutes(61));

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(app.client.get(download).status()).isEqualTo(410));
        assertThat(app.client.get(kept).status()).isEqualTo(200);
        assertThat(app.client.get(download).json().get("success").asBoolean()).isFalse();
        assertThat(app.client.get("/public/api/jobs/" + job).at("/status")).isEqualTo("COMPLETE");
        assertThat(app.client
                        .get(app.path("/segments/" + segment + "/download"))
                        .status())
                .isEqualTo(410);
    }
}
