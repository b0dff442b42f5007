package io.muster.server.segment.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.Answer;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads that have read everything when somebody whom they name is erased. */
class LateErasureTest {

    @TempDir
    private Path data;

    @ParameterizedTest
    @ValueSource(strings = {"unknown=skip", "unknown=skip&dry_run=true"})
    void noRejectedRowTellsWhoWasErased(String query) {
        try (TestServer server = TestServer.start(data, Map.of(), LateErasure.class)) {
            Shop shop = Shop.open(server.owner());
            shop.client().post(shop.path("/segments"), "{\"name\":\"Staff\",\"type\":\"static\"}");
            server.bean(LateErasure.class).then(() -> erase(shop, "nobody"));

            Answer uploaded = shop.client()
                    .post(
                            shop.path("/segments/staff/members?" + query),
                            "text/csv",
                            "id\nbo\nnobody\n".getBytes(UTF_8));

            assertThat(uploaded.at("/rejected")).as(uploaded.text()).isEqualTo("1");
            assertThat(uploaded.json().get("reasons").isNull()).isTrue();
            assertThat(data.resolve("member-uploads")).isEmptyDirectory();
        }
    }

    private static void erase(Shop shop, String profile) {
        Answer asked = shop.client().post(shop.path("/erasures"), "{\"profiles\":[\"" + profile + "\"]}");
        shop.until("/erasures/" + asked.at("/id"), "succeeded");
    }
}
