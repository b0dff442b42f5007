package io.muster.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.ApiClient;
import io.muster.server.test.TestServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server behind a proxy that writes {@code Forwarded}. */
class ForwardedTest {

    @Test
    void itAloneIsReadWhereProxiesAreSaidToWriteIt(@TempDir Path directory) {
        try (TestServer server = TestServer.start(
                directory.resolve("data"),
                Map.of(
                        "muster.access.trusted-proxies", "127.0.0.0/8,::1",
                        "muster.access.proxy-headers", "forwarded",
                        "muster.access.require-https", "true"))) {
            ApiClient owner = server.owner();

            assertThat(status(owner, "for=\"[2001:db8::7]:4711\";proto=https")).isEqualTo(200);
            assertThat(status(owner, "for=_hidden;proto=https")).isEqualTo(200);
            assertThat(status(owner.with("X-Forwarded-Proto", "https"), "for=203.0.113.9;proto=http"))
                    .isEqualTo(403);
            assertThat(owner.with("X-Forwarded-Proto", "https")
                            .get("/v1/projects")
                            .at("/code"))
                    .isEqualTo("https_required");
        }
    }

    private static int status(ApiClient client, String forwarded) {
        return client.with("Forwarded", forwarded).get("/v1/projects").status();
    }
}
