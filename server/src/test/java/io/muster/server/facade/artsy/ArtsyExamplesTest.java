package io.muster.server.facade.artsy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.muster.server.conformance.Proves;
import io.muster.server.test.Program;
import io.muster.server.test.Program.Ended;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArtsyExamplesTest {
    private static final Path EXAMPLES =
            Path.of("..", "examples", "artsy").toAbsolutePath().normalize();

    private final ArtsyAccount account = ArtsyAccount.open();
    private final String url = "http://127.0.0.1:" + account.server.port();

    @Test
    @Proves("artsy-15")
    void theGuidesRequestsRunAsCurlLines() throws Exception {
        assumeThat(Program.isThere("curl")).as("curl is there").isTrue();
        String id = account.application("Test").at("/id");

        Ended token = Program.run(
                EXAMPLES,
                Map.of(
                        "MUSTER_URL", url,
                        "CLIENT_ID", account.keys.clientId(),
                        "CLIENT_SECRET", account.keys.clientSecret(),
                        "EMAIL", account.person.email(),
                        "PASSWORD", ArtsyAccount.PASSWORD),
                "sh",
                "token.sh");
        Ended ended = Program.run(
                EXAMPLES,
                Map.of("MUSTER_URL", url, "ACCESS_TOKEN", token.output().strip()),
                "sh",
                "guide.sh",
                account.person.id(),
                id);

        assertThat(token.code()).as(token.output()).isZero();
        assertThat(ended.code()).as(ended.output()).isZero();
        assertThat(ended.output())
                .contains("HTTP/1.1 302")
                .contains("{\"total_count\":1,\"_links\":{\"self\"")
                .contains("{\"id\":\"" + id + "\"");
        assertThat(ended.output().split("HTTP/1.1 200", -1)).hasSize(4);
    }
}
