package io.muster.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.ProjectId;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@OnEachDatabase
class LimitsTest {
    private static final int LARGE = 200;

    private final TestServer server;
    private final ApiClient owner;
    private final Answer project;
    private final String path;

    LimitsTest(Database database) {
        this.server = TestServer.on(database);
        this.owner = server.owner();
        this.project = new Tenants(server).project(owner);
        this.path = "/v1/projects/" + project.at("/key");
    }

    @Test
    void aProjectsOwnRateIsHeldAndTold() {
        limit("{\"rates\": {\"read\": \"3/h\"}}");

        Answer first = owner.get(path);
        owner.get(path);
        Answer third = owner.get(path);
        Answer fourth = owner.get(path);

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("RateLimit")).isEmpty();
        assertThat(third.status()).isEqualTo(200);
        assertThat(third.header("RateLimit")).startsWith("\"read\";r=0;t=");
        assertThat(fourth.status()).isEqualTo(429);
        assertThat(fourth.at("/code")).isEqualTo("too_many_requests");
        assertThat(fourth.header("RateLimit-Policy")).isEqualTo("\"read\";q=3;w=3600");
        assertThat(Integer.parseInt(fourth.header("Retry-After"))).isBetween(1, 3600);
        assertThat(owner.get("/v1/projects/default").status())
                .as("another project")
                .isEqualTo(200);
    }

    @Test
    void eventsOfAMonthAreCounted() {
        limit("{\"events_per_month\": 2}");

        assertThat(events(1, 3).status()).isEqualTo(200);
        Answer refused = events(4, 1);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.at("/code")).isEqualTo("quota_exceeded");
        assertThat(refused.at("/detail")).contains("3 events", "2");
        assertThat(Integer.parseInt(refused.header("Retry-After")))
                .as("until the month is over")
                .isBetween(1, 31 * 24 * 3600);
        assertThat(load("profiles", "{\"id\": \"a\"}").status()).isEqualTo(200);
    }

    /** Each looks at the quota before its body is read, and has sent more than buffers hold when both go on. */
    @ParameterizedTest
    @CsvSource({"events_per_month, 2, " + LARGE + " events", "storage_bytes, 5000000, bytes of rows"})
    void importsThatRunAtOnceDoNotPassAQuotaTogether(String quota, long most, String told) throws Exception {
        limit("{\"" + quota + "\": " + most + "}");
        CountDownLatch begun = new CountDownLatch(2);

        List<Future<Answer>> both = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String id : List.of("one", "other")) {
                both.add(threads.submit(() -> owner.with("Content-Type", "application/x-ndjson")
                        .send(
                                "POST",
                                path + "/events/import",
                                BodyPublishers.ofInputStream(() -> untilAllHave(begun, large(id))),
                                "")));
            }
        }

        List<Integer> states = new ArrayList<>();
        for (Future<Answer> each : both) {
            states.add(each.get().status());
        }
        assertThat(states).containsExactlyInAnyOrder(200, 429);
        assertThat(events(1, 1).at("/detail")).contains(quota, told);
    }

    /** 20 MB. */
    private static InputStream large(String id) {
        String rest =
                "\", \"profile\": \"a\", \"name\": \"Seen\", \"time\": \"2026-01-01T00:00:00Z\", \"properties\": {\"p\": \"";
        Random random = new Random(7);
        byte[] unpackable = new byte[50_000];
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < LARGE; i++) {
            random.nextBytes(unpackable);
            rows.append("{\"id\": \"").append(id).append(i).append(rest);
            rows.append(HexFormat.of().formatHex(unpackable)).append("\"}}\n");
        }
        return new ByteArrayInputStream(rows.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static InputStream untilAllHave(CountDownLatch begun, InputStream rows) {
        InputStream end = new InputStream() {
            @Override
            public int read() throws IOException {
                begun.countDown();
                try {
                    assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                return -1;
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                return read();
            }
        };
        return new SequenceInputStream(rows, end);
    }

    @Test
    void storageIsMeasured() {
        limit("{\"storage_bytes\": 1}");

        assertThat(load("profiles", "{\"id\": \"a\"}").at("/code")).isEqualTo("quota_exceeded");
        owner.post(path + "/segments", "{\"name\": \"Some\", \"type\": \"static\"}");
        String members = path + "/segments/some/members?unknown=";
        for (String unknown : List.of("create", "hold")) {
            assertThat(owner.post(members + unknown, "{\"profiles\": [\"a\"]}").at("/code"))
                    .as(unknown)
                    .isEqualTo("quota_exceeded");
        }
        assertThat(owner.post(members + "skip", "{\"profiles\": [\"a\"]}").status())
                .isEqualTo(200);
    }

    @Test
    void aProjectWithoutRoomForJobsGetsNoExport() {
        load("profiles", "{\"id\": \"a\"}");
        limit("{\"concurrent_jobs\": 0}");

        Answer refused = owner.post(path + "/exports", "{\"definition\": {\"all\": []}}");

        assertThat(refused.at("/code")).as(refused.text()).isEqualTo("quota_exceeded");
    }

    @Test
    void everyKindOfJobThatOneAsksForNeedsRoom() {
        load("profiles", "{\"id\": \"a\"}");
        String segment = owner.post(
                        path + "/segments",
                        "{\"name\": \"All\", \"definition\": {\"all\": []}, \"refresh\": \"manual\"}")
                .at("/key");
        limit("{\"concurrent_jobs\": 0}");

        for (Answer refused : List.of(
                owner.post(path + "/exports", "{\"definition\": {\"all\": []}}"),
                owner.post(path + "/erasures", "{\"profiles\": [\"a\"]}"),
                owner.post(path + "/subject-access", "{\"profile\": \"a\"}"),
                owner.post(path + "/segments/refresh", ""),
                owner.post(path + "/segments/" + segment + "/refresh", ""))) {
            assertThat(refused.at("/code")).as(refused.text()).isEqualTo("quota_exceeded");
            assertThat(refused.header("Retry-After")).isEqualTo("5");
        }
    }

    @Test
    void whoReachesCertainProjectsOnlyDoesNotSetTheirLimits() {
        Applications.Credentials made = server.bean(Applications.class)
                .create("default", new ProjectId(project.at("/id")), "Bound", EnumSet.allOf(Scope.class));
        ApiClient bound = server.anybody().as(made.clientId(), made.clientSecret());
        limit("{\"export_api\": false}");

        Answer refused = bound.patch(path, "{\"limits\": {\"export_api\": true}}");

        assertThat(refused.status()).as(refused.text()).isEqualTo(403);
        assertThat(refused.at("/detail")).contains("limits", "whole organization");
        assertThat(bound.patch(path, "{\"name\": \"Renamed\"}").status()).isEqualTo(200);
        assertThat(owner.get(path).json().at("/limits/export_api").asBoolean()).isFalse();
    }

    @Test
    void faultsOfLimitsAreNamed() {
        Answer rate = owner.patch(path, "{\"limits\": {\"rates\": {\"read\": \"fast\"}}}");
        Answer name = owner.patch(path, "{\"limits\": {\"rates\": {\"all\": \"1/s\"}}}");
        Answer count = owner.patch(path, "{\"limits\": {\"events_per_month\": -1}}");

        assertThat(rate.at("/errors/0/pointer")).isEqualTo("/limits/rates/read");
        assertThat(name.at("/errors/0/pointer")).isEqualTo("/limits/rates/all");
        assertThat(count.at("/errors/0/pointer")).isEqualTo("/limits/events_per_month");
    }

    private void limit(String limits) {
        Answer changed = owner.patch(path, "{\"limits\": " + limits + "}");
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    }

    private Answer events(int from, int count) {
        StringBuilder rows = new StringBuilder();
        for (int i = from; i < from + count; i++) {
            rows.append("{\"id\": \"e")
                    .append(i)
                    .append("\", \"profile\": \"a\", \"name\": \"Seen\", ")
                    .append("\"time\": \"2026-01-01T00:00:00Z\"}\n");
        }
        return load("events", rows.toString());
    }

    private Answer load(String kind, String rows) {
        return owner.post(path + "/" + kind + "/import", "application/x-ndjson", rows.getBytes(StandardCharsets.UTF_8));
    }
}
