package io.muster.server.facade.artisan;

import io.muster.server.conformance.Proves;
import io.muster.server.golden.Golden;
import io.muster.server.golden.Sender;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArtisanGoldenTest {

    static List<Golden> examples() {
        return Golden.of("artisan");
    }

    @ParameterizedTest
    @MethodSource("examples")
    @Proves("artisan-03")
    void theServerAnswersAsTheExampleSays(Golden example) {
        ArtisanApp app = ArtisanApp.open();

        example.replay(Sender.of(app.server.anybody()), names(app));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theJavaClientIsAnsweredAsTheExampleSays(Golden example) {
        ArtisanApp app = ArtisanApp.open();

        example.replay(Sender.ofJavaClient(app.server.port()), names(app));
    }

    private static Map<String, String> names(ArtisanApp app) {
        return Map.of(
                "client_id",
                app.keys.clientId(),
                "client_secret",
                app.keys.clientSecret(),
                "app",
                app.app,
                "segment",
                app.segment("Loyal", ArtisanApp.IOS));
    }
}
