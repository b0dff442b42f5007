package io.muster.server.facade.mparticle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.muster.server.conformance.Proves;
import io.muster.server.facade.OldClients;
import io.muster.server.test.Program;
import io.muster.server.test.Program.Ended;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MparticleExamplesTest {
    private static final Path EXAMPLES =
            Path.of("..", "examples", "mparticle").toAbsolutePath().normalize();

    private final OldClients old = OldClients.open();

    @Test
    @Proves("mparticle-15")
    void theGuidesRequestsRunAsCurlLines() throws Exception {
        assumeThat(Program.isThere("curl")).as("curl is there").isTrue();
        String segment = old.shop
                .segment("My Segment", "{\"attribute\":\"country\",\"is\":\"SE\"}")
                .get("id")
                .asString();

        Ended ended = Program.run(
                EXAMPLES,
                Map.of(
                        "MUSTER_URL", "http://127.0.0.1:" + old.server.port(),
                        "API_KEY", old.keys.clientId(),
                        "ACCESS_TOKEN", old.keys.clientSecret()),
                "sh",
                "guide.sh",
                segment);

        assertThat(ended.code()).as(ended.output()).isZero();
        assertThat(ended.output())
                .startsWith("200\n")
                .contains("[{\"segmentId\":\"" + segment + "\"")
                .contains("\"status\":\"PENDING\"")
                .contains("\"status\":\"COMPLETE\"")
                .contains("export_key,id,")
                .contains(",cleo,");
    }
}
