package io.muster.server.facade.artisan;

import io.muster.server.golden.GoldenContract;
import io.muster.server.test.TestServer;
import java.util.Map;

class ArtisanGoldenTest implements GoldenContract {

    @Override
    public String folder() {
        return "artisan";
    }

    @Override
    public TestServer server() {
        return ArtisanApp.server();
    }

    @Override
    public Map<String, String> names() {
        ArtisanApp app = ArtisanApp.open();
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
