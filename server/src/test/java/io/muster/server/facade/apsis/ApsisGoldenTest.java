package io.muster.server.facade.apsis;

import io.muster.server.facade.OldClients;
import io.muster.server.golden.Golden;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ApsisGoldenTest {

    static List<Golden> examples() {
        return Golden.of("apsis");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theServerAnswersAsTheExampleSays(Golden example) {
        OldClients old = OldClients.open();
        String key = old.shop
                .segment("Vips", "{\"all\":[{\"tag\":\"vip\"}]}")
                .get("key")
                .asString();
        String token = old.server
                .anybody()
                .as(old.keys.clientId(), old.keys.clientSecret())
                .post("/oauth/token", "{\"grant_type\":\"client_credentials\"}")
                .at("/access_token");

        example.replay(
                old.server.anybody(),
                Map.of(
                        "base",
                        "http://localhost:" + old.server.port(),
                        "token",
                        token,
                        "segment",
                        Discriminator.ofSegment(key),
                        "vip",
                        Discriminator.ofTag("vip")));
    }
}
