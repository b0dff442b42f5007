package io.muster.server.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.Answer;
import io.muster.server.test.HookedEngine;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes of somebody while they are being erased. */
class ErasureRaceTest {

    @TempDir
    private Path data;

    @Test
    void whatComesWhileTheFilesAreWrittenAnewIsErasedToo() {
        try (TestServer server = TestServer.start(data, Map.of(), HookedEngine.class)) {
            Shop shop = Shop.open(server.owner());
            String named = "{\"name\":\"Named\",\"definition\":{\"profiles\":[\"anna\",\"bo\"]}}";
            server.bean(HookedEngine.class).before("scrub", () -> shop.client().post(shop.path("/segments"), named));

            Answer asked = shop.client().post(shop.path("/erasures"), "{\"profiles\":[\"anna\"]}");
            shop.until("/erasures/" + asked.at("/id"), "succeeded");

            assertThat(shop.client().get(shop.path("/segments/named")).text())
                    .contains("bo")
                    .doesNotContain("anna");
        }
    }
}
