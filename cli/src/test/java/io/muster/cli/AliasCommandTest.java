package io.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.client.Reply;
import io.muster.client.ScriptedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AliasCommandTest {
    private final ScriptedServer server = ScriptedServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void makesAnIdAnotherNameOfAProfile() {
        server.on("PUT /v1/projects/default/profiles/c-1041/aliases/device%2F7", Reply.empty(204));

        assertThat(CliRun.of(server, "alias", "device/7", "c-1041").out())
                .isEqualTo("device/7 is c-1041 from now on.\n");
        assertThat(CliRun.of(server, "alias", "device/7", "c-1041", "--json")
                        .json()
                        .at("/profile")
                        .asString())
                .isEqualTo("c-1041");
    }

    @Test
    void saysWhyItCannotBe() {
        server.on(
                "PUT /v1/projects/default/profiles/b/aliases/a", Reply.problem(409, "conflict", "a cannot become b."));

        CliRun run = CliRun.of(server, "alias", "a", "b");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("a cannot become b.");
    }
}
