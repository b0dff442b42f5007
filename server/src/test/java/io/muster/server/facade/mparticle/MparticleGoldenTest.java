package io.muster.server.facade.mparticle;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.facade.OldClients;
import io.muster.server.golden.GoldenContract;
import io.muster.server.test.Answer;
import io.muster.server.test.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

class MparticleGoldenTest implements GoldenContract {

    @Override
    public String folder() {
        return "mparticle";
    }

    @Override
    public TestServer server() {
        return OldClients.server();
    }

    @Override
    public Map<String, String> names() {
        OldClients old = OldClients.open();
        Answer segment = old.server
                .owner()
                .post(
                        old.shop.path("/segments"),
                        "{\"name\":\"My Segment\",\"type\":\"static\",\"description\":\"This is my segment\","
                                + "\"profiles\":[\"bo\"]}");
        assertThat(segment.status()).as(segment.text()).isEqualTo(201);
        String pair = old.keys.clientId() + ":" + old.keys.clientSecret();
        return Map.of(
                "base", "http://localhost:" + old.server.port(),
                "basic", Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)),
                "api_key", old.keys.clientId(),
                "project", old.project,
                "segment", segment.at("/id"));
    }
}
