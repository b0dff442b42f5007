package io.muster.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.RawHttp;
import io.muster.server.test.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnEachDatabase
class ProblemsTest {
    private final TestServer server;
    private final ApiClient owner;

    ProblemsTest(Database database) {
        this.server = TestServer.on(database);
        this.owner = server.owner();
    }

    @Test
    void anUnknownPathIsAProblem() {
        assertProblem(owner.get("/v1/nothing"), 404, "not_found");
        assertProblem(owner.get("/v1/projects/nowhere"), 404, "not_found");
        assertProblem(owner.get("/elsewhere"), 404, "not_found");
    }

    @Test
    void anUnknownMethodIsAProblemThatListsTheKnownOnes() {
        Answer answer = owner.put("/v1/projects", "{}");

        assertProblem(answer, 405, "method_not_allowed");
        assertThat(answer.header("Allow").split(",\\s*", -1)).contains("GET", "POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*;q=2", "*/*;Q=1e2147483647", "*/*;Q=x", "*/*;q=NaN", "application/json;Q=-1", "/"})
    void acceptThatCannotBeReadIsRefused(String accept) {
        assertProblem(owner.with("Accept", accept).get("/v1/projects"), 406, "not_acceptable");
    }

    @Test
    void anAnswerNobodyCanGiveIsAProblem() {
        assertProblem(owner.with("Accept", "application/xml").get("/v1/projects"), 406, "not_acceptable");
    }

    @Test
    void anotherMediaTypeIsAProblemThatListsTheKnownOnes() {
        Answer answer = owner.post("/v1/projects", "text/plain", "{}".getBytes(StandardCharsets.UTF_8));

        assertProblem(answer, 415, "unsupported_media_type");
        assertThat(answer.header("Accept")).contains("application/json");
    }

    @Test
    void aBodyThatIsNotAJsonObjectIsAProblem() {
        Map<String, String> bodies = Map.of(
                "{\"name\": }", "Line 1, column 10: ",
                "", "missing",
                "[]", "has to be a JSON object",
                "\"text\"", "has to be a JSON object",
                "{} {}", "",
                "{\"name\": \"a\", \"name\": \"b\"}", "name",
                "{\"name\": \"a", "");
        bodies.forEach((body, words) -> {
            Answer answer = owner.post("/v1/projects", body);
            assertProblem(answer, 400, "invalid_json");
            assertThat(answer.at("/detail")).as(body).contains(words).doesNotContain("tools.jackson", "Exception");
        });
    }

    @Test
    void aBodyOfMoreThanAMegabyteIsAProblem() {
        String body = "{\"name\": \"" + "x".repeat(3 << 20) + "\"}";

        assertProblem(owner.post("/v1/projects", body), 413, "too_large");
        Answer chunked = owner.with("Content-Type", "application/json")
                .send(
                        "POST",
                        "/v1/projects",
                        BodyPublishers.ofInputStream(
                                () -> new java.io.ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))),
                        "");
        assertProblem(chunked, 413, "too_large");
    }

    @Test
    void aParameterThatIsNotThereIsNamed() {
        Answer misspelt = owner.get("/v1/projects?limt=5");

        assertProblem(misspelt, 400, "invalid_request");
        assertThat(misspelt.at("/detail")).startsWith("limt: ").contains("cursor, limit");
        assertProblem(owner.get("/v1/projects/default?a%5B%5D=1"), 400, "invalid_request");
        assertProblem(owner.delete("/v1/projects/default/segments/none?force"), 400, "invalid_request");
        assertThat(owner.get("/v1/projects?limit=5&").status()).isEqualTo(200);
        assertThat(server.anybody().get("/v1/projects?limt=5").status()).isEqualTo(401);
        assertThat(server.anybody().get("/elsewhere?once=more").status()).isEqualTo(401);
    }

    @Test
    void aRequestIdIsGivenBackIfSane() {
        assertThat(owner.with("X-Request-Id", "mine-7/a").get("/v1/projects").header("X-Request-Id"))
                .isEqualTo("mine-7/a");
        Answer odd = owner.with("X-Request-Id", "a b<script>").get("/v1/nothing");
        assertThat(odd.header("X-Request-Id")).startsWith("r_");
        assertThat(odd.at("/request_id")).isEqualTo(odd.header("X-Request-Id"));
    }

    @Test
    void aRequestThatTheContainerRefusesIsAProblem() {
        for (String line :
                List.of("GET /v1/projects?a={ HTTP/1.1", "GET /%00 HTTP/1.1", "GET /a%zz HTTP/1.1", "NONSENSE")) {
            String answer = RawHttp.send(server.port(), line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(answer).as(line).startsWith("HTTP/1.1 400");
            assertThat(answer).as(line).contains("application/problem+json").contains("\"code\":\"invalid_request\"");
            assertThat(answer.toLowerCase(java.util.Locale.ROOT)).as(line).contains("x-request-id: r_");
            assertThat(answer).as(line).doesNotContain("Tomcat", "<html");
        }
    }

    @Test
    void aFaultOfTheServerTellsNothingButTheRequestId() {
        Answer answer = owner.get("/test/fault");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.at("/code")).isEqualTo("internal");
        assertThat(answer.text()).doesNotContain("secret detail", "IllegalState");
        assertThat(answer.at("/request_id")).isEqualTo(answer.header("X-Request-Id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "stream"})
    void anAnswerThatFailsAfterItsFirstBytesBreaksOff(String kind) {
        HttpResponse<InputStream> answer = owner.open("/test/late-fault/" + kind);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> answer.body().readAllBytes()).isInstanceOf(IOException.class);
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json;charset=UTF-8");
        assertThat(answer.at("/code")).isEqualTo(code);
        assertThat(answer.at("/type")).isEqualTo("urn:muster:problem:" + code);
        assertThat(answer.json().get("status").asInt()).isEqualTo(status);
        assertThat(answer.at("/request_id")).isEqualTo(answer.header("X-Request-Id"));
        assertThat(answer.at("/detail")).isNotBlank();
    }
}
