package io.muster.server.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.ApiClient;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A server whose exports may take next to no room. */
class ExportRoomTest {

    private static final int ROWS = 25_000;

    @Test
    void anExportThatWouldNotFitFailsWithTheNumbersAndOthersGoOn(@TempDir Path directory) {
        try (TestServer server = TestServer.start(directory, Map.of("muster.export.disk", "100KB"))) {
            ApiClient owner = server.owner();
            Shop shop = Shop.empty(owner);
            shop.load(
                    "profiles",
                    IntStream.range(0, ROWS)
                            .mapToObj(i -> "{\"id\":\"profile-" + i + "\"}\n")
                            .collect(Collectors.joining()));

            String large = "/exports/"
                    + owner.post(shop.path("/exports"), "{\"definition\":{\"all\":[]},\"columns\":[\"id\"]}")
                            .at("/id");
            JsonNode failed = shop.until(large, "failed");

            assertThat(failed.at("/error/code").asString()).isEqualTo("storage_full");
            assertThat(failed.at("/error/detail").asString()).contains(ROWS + " rows", "102400");
            assertThat(owner.get(shop.path(large + "/file")).status()).isEqualTo(409);
            shop.export("{\"profiles\":[\"profile-1\"],\"columns\":[\"id\"]}");
        }
    }
}
