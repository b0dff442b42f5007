package io.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.client.Reply;
import io.muster.client.ScriptedServer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FailuresTest {
    private final ScriptedServer server = ScriptedServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aRefusalIsALineWithItsFaultsBelow() {
        server.on("POST /v1/projects/default/segments/preview", Reply.json(422, """
                {"code": "invalid_definition", "detail": "The definition has a fault.", "status": 422,
                 "request_id": "r_6b", "errors": [{"pointer": "/definition/all/0", "code": "invalid_definition",
                 "detail": "it has no kind."}]}"""));

        CliRun run = CliRun.of(server, "segment", "count", "{\"all\": [{}]}");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .containsExactly(
                        "muster: The definition has a fault. (invalid_definition, request r_6b)",
                        "  /definition/all/0: it has no kind.");
    }

    @Test
    void aFaultThatTheLineTellsAlreadyIsNotToldAgain() {
        server.on("POST /v1/projects/default/segments/preview", Reply.json(422, """
                {"code": "unknown_operator", "detail": "/definition/iz: no operator.", "status": 422,
                 "request_id": "r_6b", "errors": [{"pointer": "/definition/iz", "code": "unknown_operator",
                 "detail": "no operator."}]}"""));

        assertThat(CliRun.of(server, "segment", "count", "{\"iz\": 1}").err().lines())
                .containsExactly("muster: /definition/iz: no operator. (unknown_operator, request r_6b)");
    }

    @Test
    void faultsOfATextAreToldByLineAndColumn() {
        server.on("POST /v1/projects/default/segments/preview", Reply.json(422, """
                {"code": "invalid_definition", "detail": "/definition: line 1, column 3: no. (and 1 more error)",
                 "status": 422, "request_id": "r_6b", "errors": [
                 {"pointer": "/definition", "code": "invalid_definition", "detail": "line 1, column 3: no.",
                  "line": 1, "column": 3},
                 {"pointer": "/definition", "code": "invalid_definition", "detail": "line 2, column 7: no.",
                  "line": 2, "column": 7}]}"""));

        assertThat(CliRun.of(server, "segment", "count", "a b\nand c d").err().lines())
                .containsExactly(
                        "muster: /definition: line 1, column 3: no. (and 1 more error) (invalid_definition, request r_6b)",
                        "  line 2, column 7: no.");
    }

    @Test
    void theSameFaultInTwoPlacesIsToldTwice() {
        server.on("POST /v1/projects/default/segments/preview", Reply.json(422, """
                {"code": "wrong_type", "detail": "/definition/all/0: no text. (and 1 more error)", "status": 422,
                 "request_id": "r_6b", "errors": [
                 {"pointer": "/definition/all/0", "code": "wrong_type", "detail": "no text."},
                 {"pointer": "/definition/all/1", "code": "wrong_type", "detail": "no text."}]}"""));

        assertThat(CliRun.of(server, "segment", "count", "{\"all\": [1, 2]}")
                        .err()
                        .lines())
                .hasSize(2)
                .last()
                .isEqualTo("  /definition/all/1: no text.");
    }

    @Test
    void aDefinitionThatIsNotJsonIsBadUsageAndToldOnce() {
        CliRun run = CliRun.of(server, "segment", "preview", "{tag: vip}");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines().filter(line -> line.contains("not JSON"))).hasSize(1);
        assertThat(run.err()).startsWith("muster: The definition is not JSON: line 1, column 2: ");
    }

    @Test
    void aStackTraceIsOnlyForThoseWhoAsk() {
        server.on("GET /v1/projects", Reply.problem(403, "forbidden", "Not yours."));

        assertThat(CliRun.of(server, "projects").err().lines()).hasSize(1);
        assertThat(CliRun.of(server, "projects", "--verbose").err()).contains("    at io.muster.client.");
    }

    @Test
    void aServerThatIsNotThereIsALine() {
        Map<String, String> environment =
                Map.of("MUSTER_URL", "http://localhost:1", "MUSTER_CLIENT_ID", "c", "MUSTER_CLIENT_SECRET", "s");

        CliRun run = CliRun.run(environment, false, "", "projects");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains("http://localhost:1", "is the server running there?");
    }

    @Test
    void aFileThatIsNotThereIsALine() {
        CliRun run = CliRun.of(server, "segment", "count", "@no-such.json");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEqualToIgnoringNewLines("muster: no-such.json: there is no such file or directory.");
    }

    @Test
    void theSecretIsNeverShown() {
        server.on("GET /v1/projects", Reply.problem(401, "unauthorized", "Wrong."));

        assertThat(CliRun.of(server, "projects", "--verbose").err()).doesNotContain("very secret");
    }
}
