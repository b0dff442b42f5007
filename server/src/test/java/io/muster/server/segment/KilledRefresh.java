package io.muster.server.segment;

import static org.awaitility.Awaitility.await;

import io.muster.server.test.ApiClient;
import io.muster.server.test.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A server in a process of its own that is in the middle of a segment which never ends; its output says when. */
final class KilledRefresh {

    static final String ENDLESS = "{\"key\":\"endless\",\"name\":\"Endless\","
            + "\"definition\":{\"not\":{\"attribute\":\"endless\",\"is\":1}}}";

    private KilledRefresh() {}

    /** @param arguments the data directory, then settings as {@code name=value} */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) {
        Map<String, String> settings = new HashMap<>();
        for (int i = 1; i < arguments.length; i++) {
            String[] pair = arguments[i].split("=", 2);
            settings.put(pair[0], pair[1]);
        }
        TestServer server = TestServer.start(Path.of(arguments[0]), settings, ScriptedEngine.Wiring.class);
        ApiClient owner = server.owner();
        owner.post("/v1/projects/default/segments", ENDLESS);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> owner.get("/v1/projects/default/segments/endless")
                        .at("/state")
                        .equals("refreshing"));
        System.out.println("refreshing");
    }
}
