package io.muster.server.facade.artsy;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.access.Applications;
import io.muster.server.conformance.Proves;
import io.muster.server.test.Answer;
import io.muster.server.test.TestServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server of other settings does: only hashes are kept, and five requests a second are the most. */
class ArtsySettingsTest {

    @Test
    @Proves({"artsy-42", "artsy-64"})
    void keepsOnlyHashesAndCountsRequestsByApplication(@TempDir Path data) {
        Map<String, String> settings = Map.of("muster.secret.reveal", "false", "muster.limit.application.artsy", "5/s");
        try (TestServer server = TestServer.start(data, settings)) {
            ArtsyAccount account = ArtsyAccount.on(server);
            Answer made = account.application("Hashed");

            assertThat(made.at("/client_secret")).as("shown once").hasSize(52);
            Answer shown = account.client.get("/api/applications/" + made.at("/id"));
            assertThat(shown.at("/client_secret")).isEqualTo(Applications.MASKED);

            Answer limited = IntStream.range(0, 50)
                    .mapToObj(i -> account.client.get("/api/current_user"))
                    .filter(answer -> answer.status() != 302)
                    .findFirst()
                    .orElseThrow();
            assertThat(limited.status()).isEqualTo(429);
            assertThat(limited.at("/type")).isEqualTo("other_error");
            assertThat(limited.header("Retry-After")).isEqualTo("1");
            assertThat(limited.header("RateLimit-Policy")).isEqualTo("\"artsy\";q=5;w=1");
            assertThat(server.anybody().get("/api/status").status()).isEqualTo(200);
        }
    }
}
