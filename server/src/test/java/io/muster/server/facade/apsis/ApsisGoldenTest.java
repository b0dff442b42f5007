package io.muster.server.facade.apsis;

import io.muster.server.facade.OldClients;
import io.muster.server.golden.GoldenContract;
import io.muster.server.test.TestServer;
import java.util.Map;

class ApsisGoldenTest implements GoldenContract {

    @Override
    public String folder() {
        return "apsis";
    }

    @Override
    public TestServer server() {
        return OldClients.server();
    }

    @Override
    public Map<String, String> names() {
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
