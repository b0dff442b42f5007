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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NativeGoldenTest {
    private final TestServer server = TestServer.on(Database.SQLITE);
    private final Shop shop = Shop.open(server.owner());
    private final String segment = shop.segment("Swedes", "{\"attribute\": \"country\", \"is\": \"SE\"}")
            .get("id")
            .asString();

    static List<Golden> examples() {
        return Golden.of("v1");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theServerAnswersAsTheExampleSays(Golden example) {
        example.replay(Sender.of(server.anybody()), names());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theJavaClientIsAnsweredAsTheExampleSays(Golden example) {
        example.replay(Sender.ofJavaClient(server.port()), names());
    }

    @Test
    void theJavaClientsMethodsAskWhatTheExampleAsks(@TempDir Path directory) throws IOException {
        try (Relay relay = Relay.to(server.anybody())) {
            MusterClient client = MusterClient.builder()
                    .baseUrl(relay.url())
                    .credentials(TestServer.CLIENT_ID, TestServer.CLIENT_SECRET)
                    .build();
            ProjectClient project = client.project(key());

            Segment swedes = project.segments().list().findFirst().orElseThrow();
            Export export = project.exports()
                    .request(ExportRequest.ofSegment(swedes.id()).withColumns("id", "attribute:country"));
            project.exports().await(export.id(), Duration.ofSeconds(30), Progress.NONE);
            DownloadedFile file = project.exports().download(export.id(), directory.resolve("it.csv"), Progress.NONE);

            assertThat(file.path()).hasContent("id,country\nanna,SE\ncleo,SE\n");
            examples().getFirst().replay(relay.again(), names());
            assertThat(relay.left()).isZero();
        }
    }

    private Map<String, String> names() {
        String pair = TestServer.CLIENT_ID + ":" + TestServer.CLIENT_SECRET;
        return Map.of(
                "basic", Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)),
                "project", key(),
                "segment", segment);
    }

    private String key() {
        return shop.path("").replace("/v1/projects/", "");
    }
}
