package io.muster.server.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.client.DownloadedFile;
import io.muster.client.Export;
import io.muster.client.ExportRequest;
import io.muster.client.MusterClient;
import io.muster.client.Progress;
import io.muster.client.ProjectClient;
import io.muster.client.Segment;
import io.muster.server.test.Database;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeGoldenTest implements GoldenContract {
    private static final String SWEDES = "{\"attribute\": \"country\", \"is\": \"SE\"}";

    @Override
    public String folder() {
        return "v1";
    }

    @Override
    public TestServer server() {
        return TestServer.on(Database.SQLITE);
    }

    @Test
    void theJavaClientsMethodsAskWhatTheExampleAsks(@TempDir Path directory) throws IOException {
        Map<String, String> names = names();
        try (Relay relay = Relay.to(server().anybody())) {
            MusterClient client = MusterClient.builder()
                    .baseUrl(relay.url())
                    .credentials(TestServer.CLIENT_ID, TestServer.CLIENT_SECRET)
                    .build();
            ProjectClient project = client.project(Objects.requireNonNull(names.get("project")));

            Segment swedes = project.segments().list().findFirst().orElseThrow();
            Export export = project.exports()
                    .request(ExportRequest.ofSegment(swedes.id()).withColumns("id", "attribute:country"));
            project.exports().await(export.id(), Duration.ofSeconds(30), Progress.NONE);
            DownloadedFile file = project.exports().download(export.id(), directory.resolve("it.csv"), Progress.NONE);

            assertThat(file.path()).hasContent("id,country\nanna,SE\ncleo,SE\n");
            Golden.of(folder()).getFirst().replay(relay.again(), names);
            assertThat(relay.left()).isZero();
        }
    }

    @Override
    public Map<String, String> names() {
        Shop shop = Shop.open(server().owner());
        String pair = TestServer.CLIENT_ID + ":" + TestServer.CLIENT_SECRET;
        return Map.of(
                "basic", Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)),
                "project", shop.path("").replace("/v1/projects/", ""),
                "segment", shop.segment("Swedes", SWEDES).get("id").asString());
    }
}
