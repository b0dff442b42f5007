package io.muster.server.facade.apsis;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.conformance.Proves;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.TestServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The limits that an account has; elsewhere tests have none. */
class ApsisSettingsTest {
    private static final String REPORTS = "/audience/profiles/reports/segments";
    private static final Map<String, String> USUAL = Map.of(
            "muster.limit.application.token", "10/min",
            "muster.limit.organization.apsis", "100/s",
            "muster.limit.organization.apsis-reports", "1/s",
            "muster.limit.organization.apsis-downloads", "60/min");

    @TempDir
    private Path data;

    @Test
    @Proves({"apsis-36", "apsis-38"})
    void anAccountHasItsLimits() {
        try (TestServer server = TestServer.start(data, USUAL)) {
            ApiClient client = server.anybody()
                    .with("Authorization", "Bearer " + token(server).at("/access_token"));
            String report = "{\"segment_definition\":{\"all\":[]}}";

            Answer asked = client.post(REPORTS, report);
            assertThat(asked.status()).as(asked.text()).isEqualTo(202);
            Answer soon = firstOf(429, () -> client.post(REPORTS, report));
            assertThat(soon.header("Content-Type")).startsWith("application/problem+json");
            assertThat(soon.header("RateLimit-Policy")).isEqualTo("\"apsis-reports\";q=1;w=1");
            String poll = URI.create(asked.at("/poll_url")).getPath();
            Awaitility.await().until(() -> client.get(poll).status() == 200);
            Answer often = firstOf(429, () -> client.get(poll));
            assertThat(often.header("RateLimit-Policy")).isEqualTo("\"apsis-downloads\";q=60;w=60");
            Answer more = firstOf(429, () -> token(server));
            assertThat(more.header("RateLimit-Policy")).isEqualTo("\"token\";q=10;w=60");
        }
    }

    @Test
    @Proves("apsis-36")
    void allApplicationsOfAnAccountShareItsRate(@TempDir Path other) {
        try (TestServer server = TestServer.start(other, Map.of("muster.limit.organization.apsis", "2/min"))) {
            ApiClient client = server.anybody()
                    .with("Authorization", "Bearer " + token(server).at("/access_token"));

            Answer refused = firstOf(429, () -> client.get("/audience/segments"));

            assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"apsis\";q=2;w=60");
        }
    }

    private static Answer firstOf(int status, Supplier<Answer> request) {
        return Stream.generate(request)
                .limit(100)
                .filter(answer -> answer.status() == status)
                .findFirst()
                .orElseThrow();
    }

    /** As a form, which is what other clients send. */
    private static Answer token(TestServer server) {
        String form = "grant_type=client_credentials&client_id=" + TestServer.CLIENT_ID + "&client_secret="
                + TestServer.CLIENT_SECRET.replace("'", "%27");
        return server.anybody()
                .post("/oauth/token", "application/x-www-form-urlencoded", form.getBytes(StandardCharsets.UTF_8));
    }
}
