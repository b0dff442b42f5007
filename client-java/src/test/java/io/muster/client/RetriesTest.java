package io.muster.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetriesTest {
    private final ScriptedServer server = ScriptedServer.start();
    private final RecordedPauses pauses = new RecordedPauses();
    private final MusterClient client = MusterClient.builder()
            .baseUrl(server.url())
            .credentials("c", "s")
            .pause(pauses)
            .build();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void obeysRetryAfter() {
        server.on(
                "GET /v1/projects/p",
                Reply.problem(429, "rate_limited", "Slower.", "Retry-After", "3"),
                Reply.problem(503, "overloaded", "Later.", "Retry-After", "8"),
                Reply.json(200, Samples.PROJECT));

        assertThat(client.projects().get("p").key()).isEqualTo("online-shop");
        assertThat(pauses.all()).containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(8));
    }

    @Test
    void backsOffWithJitterAndGivesUp() {
        server.on("GET /v1/projects/p", Reply.problem(503, "overloaded", "Later."));

        assertThatThrownBy(() -> client.projects().get("p")).isInstanceOf(MusterApiException.Unavailable.class);

        assertThat(server.requests()).hasSize(5);
        assertThat(pauses.all()).hasSize(4);
        for (int i = 0; i < 4; i++) {
            assertThat(pauses.all().get(i).toMillis()).isBetween(100L << i, 200L << i);
        }
    }

    @Test
    void doesNotWaitForLongerThanItsPolicyAllows() {
        server.on("GET /v1/projects/p", Reply.problem(429, "rate_limited", "Slower.", "Retry-After", "3600"));

        assertThatThrownBy(() -> client.projects().get("p")).isInstanceOf(MusterApiException.RateLimited.class);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void asksOnceWhenTheAnswerWouldBeTheSame() {
        server.on("GET /v1/projects/p", Reply.problem(404, "not_found", "No."));
        server.on("GET /v1/projects/q", Reply.problem(503, "deadline_exceeded", "Too slow."));

        assertThatThrownBy(() -> client.projects().get("p")).isInstanceOf(MusterApiException.NotFound.class);
        assertThatThrownBy(() -> client.projects().get("q")).isInstanceOf(MusterApiException.Unavailable.class);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void sendsTheSameIdempotencyKeyAfterABrokenConnection() {
        server.on(
                "POST /v1/projects/p/segments",
                Reply.hangUp(),
                Reply.problem(409, "conflict", "Still running."),
                Reply.json(201, Samples.SEGMENT));

        client.project("p").segments().create(SegmentDraft.dynamic("Loyal", Definition.parse(Samples.DEFINITION)));

        Set<String> keys = server.requests().stream()
                .map(request -> request.header("Idempotency-Key").orElseThrow())
                .collect(Collectors.toSet());
        assertThat(server.requests()).hasSize(3);
        assertThat(keys).hasSize(1);
    }

    @Test
    void aConflictOnTheFirstAttemptIsTold() {
        server.on("POST /v1/projects/p/segments", Reply.problem(409, "conflict", "No."));

        SegmentDraft draft = SegmentDraft.ofProfiles("Staff", java.util.List.of("1"));
        assertThatThrownBy(() -> client.project("p").segments().create(draft))
                .isInstanceOf(MusterApiException.Conflict.class);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void anImportFromAFileIsSentAgainWhole(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("rows.ndjson"), "{\"id\":\"1\"}\n{\"id\":\"2\"}\n");
        server.on("POST /v1/projects/p/profiles/import", Reply.hangUp(), Reply.json(200, Samples.IMPORT_RESULT));

        client.project("p").imports().profiles(ImportSource.file(file), ImportOptions.DEFAULT);

        assertThat(server.requests()).hasSize(2);
        assertThat(server.lastRequest().text()).isEqualTo(Files.readString(file));
    }

    @Test
    void anImportFromAStreamIsNotSentAgainOnceItWasRead() {
        server.on("POST /v1/projects/p/profiles/import", Reply.hangUp(), Reply.json(200, Samples.IMPORT_RESULT));
        ImportSource rows = ImportSource.stream(
                new ByteArrayInputStream("{\"id\":\"1\"}\n".getBytes(StandardCharsets.UTF_8)), RowFormat.NDJSON);

        assertThatThrownBy(() -> client.project("p").imports().profiles(rows, ImportOptions.DEFAULT))
                .isInstanceOf(MusterConnectionException.class);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void delaysDoubleUpToTheLongest() {
        RetryPolicy policy = new RetryPolicy(9, Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ZERO);

        assertThat(policy.delayAfter(1, 0)).isEqualTo(Duration.ofMillis(100));
        assertThat(policy.delayAfter(3, 0)).isEqualTo(Duration.ofMillis(400));
        assertThat(policy.delayAfter(3, 0.5)).isEqualTo(Duration.ofMillis(300));
        assertThat(policy.delayAfter(60, 0)).isEqualTo(Duration.ofSeconds(1));
    }
}
