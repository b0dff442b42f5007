package io.muster.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorsTest {
    private final ScriptedServer server = ScriptedServer.start();
    private final MusterClient client = MusterClient.builder()
            .baseUrl(server.url())
            .credentials("c", "s")
            .retries(RetryPolicy.NONE)
            .build();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "400, Invalid", "401, Unauthorized", "403, Forbidden", "404, NotFound", "405, Invalid", "406, Invalid",
        "409, Conflict", "410, Gone", "413, TooLarge", "415, Invalid", "422, Invalid", "429, RateLimited",
        "500, ServerError", "502, Unavailable", "503, Unavailable", "504, Unavailable", "507, ServerError"
    })
    void eachStatusHasItsException(int status, String type) {
        server.on("GET /v1/projects/p", Reply.problem(status, "some_code", "What is wrong."));

        MusterApiException e = catchThrowableOfType(
                MusterApiException.class, () -> client.projects().get("p"));

        assertThat(e.getClass().getSimpleName()).isEqualTo(type);
        assertThat(e.status()).isEqualTo(status);
        assertThat(e.code()).isEqualTo("some_code");
        assertThat(e).hasMessage("What is wrong.");
        assertThat(e.requestId()).contains("r_1");
    }

    @Test
    void faultsPointIntoTheBody() {
        server.on("POST /v1/projects/p/segments/preview", Reply.json(422, """
                {"code": "invalid_definition", "detail": "2 faults.", "status": 422, "request_id": "r_2",
                 "errors": [{"pointer": "/definition/all/0", "detail": "No kind.", "code": "invalid_definition"},
                            {"pointer": "/zone", "detail": "No zone.", "code": "unknown_zone"}]}"""));

        PreviewRequest request = PreviewRequest.of(Definition.parse("{\"all\": [{}]}"));
        MusterApiException.Invalid e = catchThrowableOfType(
                MusterApiException.Invalid.class,
                () -> client.project("p").segments().preview(request));

        assertThat(e.errors())
                .containsExactly(
                        new Fault("/definition/all/0", "No kind.", "invalid_definition"),
                        new Fault("/zone", "No zone.", "unknown_zone"));
    }

    @Test
    void aSegmentInUseNamesWhatUsesIt() {
        server.on("DELETE /v1/projects/p/segments/staff", Reply.json(409, """
                {"code": "segment_in_use", "detail": "In use.", "status": 409, "request_id": "r_3", "errors": [],
                 "used_by": [{"id": "s_1", "key": "loyal", "name": "Loyal"}]}"""));

        MusterApiException.Conflict e = catchThrowableOfType(
                MusterApiException.Conflict.class,
                () -> client.project("p").segments().delete("staff"));

        assertThat(e.usedBy()).isEqualTo(List.of(new Reference("s_1", "loyal", "Loyal")));
    }

    @Test
    void makesDoWithAPageThatIsNoProblemDocument() {
        server.on(
                "GET /v1/projects/p",
                Reply.bytes(
                        502, "text/html", "<h1>Bad gateway</h1>".getBytes(java.nio.charset.StandardCharsets.UTF_8)));

        MusterApiException e = catchThrowableOfType(
                MusterApiException.class, () -> client.projects().get("p"));

        assertThat(e.code()).isEqualTo("http_502");
        assertThat(e).hasMessage("The server answered 502 to GET /v1/projects/p.");
    }

    @Test
    void tellsWhenToAskAgain() {
        server.on("GET /v1/projects/p", Reply.problem(429, "rate_limited", "Slower.", "Retry-After", "7"));

        MusterApiException e = catchThrowableOfType(
                MusterApiException.class, () -> client.projects().get("p"));

        assertThat(e.retryAfter()).contains(Duration.ofSeconds(7));
    }

    @Test
    void anAnswerThatIsNotJsonIsAFailureOfTheConnection() {
        server.on("GET /v1/projects/p", Reply.json(200, "<html>a login page</html>"));

        assertThatThrownBy(() -> client.projects().get("p"))
                .isInstanceOf(MusterConnectionException.class)
                .hasMessageContaining("GET /v1/projects/p");
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        server.close();

        assertThatThrownBy(() -> client.projects().get("p"))
                .isInstanceOf(MusterConnectionException.class)
                .hasMessageContaining(server.url())
                .hasMessageContaining("is the server running there");
    }
}
