package io.muster.server.facade.apsis;

import io.muster.server.facade.OldClients;
import io.muster.server.golden.Golden;
import io.muster.server.golden.Sender;
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

        example.replay(Sender.of(old.server.anybody()), names(old));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theJavaClientIsAnsweredAsTheExampleSays(Golden example) {
        OldClients old = OldClients.open();

        example.replay(Sender.ofJavaClient(old.server.port()), names(old));
    }

    private static Map<String, String> names(OldClients old) {
        String key = old.shop
                .segment("Vips", "{\"all\":[{\"tag\":\"vip\"}]}")
                .get("key")
                .asString();
        String token = old.server
                .anybody()
                .as(old.keys.clientId(), old.keys.clientSecret())
                .post("/oauth/token", "{\"grant_type\":\"client_credentials\"}")
                .at("/access_token");
        return Map.of(
                "base",
                "http://localhost:" + old.server.port(),
                "token",
                token,
                "segment",
                Discriminator.ofSegment(key),
                "vip",
                Discriminator.ofTag("vip"));
    }
}
