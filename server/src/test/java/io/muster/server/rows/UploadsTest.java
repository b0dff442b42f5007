package io.muster.server.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Shop;
import io.muster.server.test.SlowBody;
import io.muster.server.test.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies of projects that are deleted while they come. */
@TestInstance(Lifecycle.PER_CLASS)
class UploadsTest {
    @TempDir
    private static Path data;

    private TestServer server;
    private ApiClient owner;

    @BeforeAll
    void start() {
        server = TestServer.start(data, Map.of());
        owner = server.owner();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /profiles/import        | text/csv                       | uploads
                    /events/import          | application/vnd.apache.parquet | uploads
                    /segments/staff/members | application/vnd.apache.parquet | uploads
                    /segments/staff/members | application/x-ndjson           | member-uploads
                    """)
    void nothingOfABodyUnderWayOutlivesItsProject(String path, String type, String folder) throws IOException {
        Shop shop = Shop.open(owner);
        owner.post(shop.path("/segments"), "{\"name\":\"Staff\",\"type\":\"static\"}");
        SlowBody body = SlowBody.begin(
                owner.with("Content-Type", type),
                "POST",
                shop.path(path),
                "no row of anna's\n",
                () -> !files(folder).isEmpty());
        assertThat(files(folder)).hasSize(1);

        delete(shop);

        assertThat(files(folder)).isEmpty();
        Answer answer = body.end("nor this\n");
        assertThat(answer.status()).as(answer.text()).isEqualTo(404);
        assertThat(files(folder)).isEmpty();
    }

    @Test
    void aBodyOfAProjectThatIsGoneIsNotBegun() throws IOException {
        Shop shop = Shop.open(owner);
        ProjectId project = new ProjectId(owner.get(shop.path("")).at("/id"));
        delete(shop);
        AtomicBoolean read = new AtomicBoolean();

        assertThatThrownBy(() -> server.bean(Uploads.class)
                        .with(
                                project,
                                new ByteArrayInputStream("id\nanna\n".getBytes(UTF_8)),
                                () -> read.set(true),
                                file -> file))
                .isInstanceOfSatisfying(
                        MusterException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));

        assertThat(read).isFalse();
        assertThat(files("uploads")).isEmpty();
    }

    private void delete(Shop shop) {
        String deletion = owner.delete(shop.path(""), "{\"name\": \"Shop\"}").header("Location");
        await().until(() -> owner.get(deletion).at("/state").equals("succeeded"));
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(data.resolve(folder))) {
            return files.toList();
        }
    }
}
