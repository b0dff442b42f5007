package io.muster.server.facade.mparticle;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.facade.OldClients;
import io.muster.server.golden.Golden;
import io.muster.server.golden.Sender;
import io.muster.server.test.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MparticleGoldenTest {

    static List<Golden> examples() {
        return Golden.of("mparticle");
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
