package io.muster.server.facade.artisan;

import io.muster.server.golden.Golden;
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
    void theServerAnswersAsTheExampleSays(Golden example) {
        ArtisanApp app = ArtisanApp.open();
        String segment = app.segment("Loyal", ArtisanApp.IOS);

        example.replay(
                app.server.anybody(),
                Map.of(
                        "client_id", app.keys.clientId(),
                        "client_secret", app.keys.clientSecret(),
                        "app", app.app,
                        "segment", segment));
    }
}
