package io.muster.server.facade.mparticle;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.catalog.Catalog;
import io.muster.server.conformance.Proves;
import io.muster.server.test.Answer;
import io.muster.server.test.TestServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MparticleSettingsTest {
    private static final String LIST = "/service/v1/segments/list";

    @TempDir
    private Path data;

    @Test
    @Proves("mparticle-29")
    void tooManyRequestsAreRefused() {
        try (TestServer server = TestServer.start(data, Map.of("muster.limit.application.export", "3/min"))) {
            Answer refused = IntStream.range(0, 5)
                    .mapToObj(i -> server.owner().get(LIST))
                    .filter(answer -> answer.status() != 200)
                    .findFirst()
                    .orElseThrow();

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.text()).startsWith("{\"error\":\"");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
        }
    }

    @Test
    @Proves("mparticle-16")
    void aFaultOfTheServerIsToldWithoutItsInsides() {
        try (TestServer server = TestServer.start(data, Map.of())) {
            assertThat(server.owner().get(LIST).status()).isEqualTo(200);
            server.bean(Catalog.class).change(dsl -> dsl.execute("ALTER TABLE segment RENAME TO lost"));

            Answer failed = server.owner().get(LIST);

            assertThat(failed.status()).isEqualTo(500);
            assertThat(failed.text()).startsWith("{\"error\":\"").doesNotContain("segment", "SQL");
        }
    }
}
