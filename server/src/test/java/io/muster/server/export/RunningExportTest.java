package io.muster.server.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.server.test.Answer;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Downloads of exports whose files are all written, and that have not succeeded yet. */
@TestInstance(Lifecycle.PER_CLASS)
class RunningExportTest {

    @TempDir
    private static Path directory;

    private TestServer server;
    private Shop shop;

    @BeforeAll
    void start() {
        server = TestServer.start(directory, Map.of(), HeldClock.class);
        shop = Shop.open(server.owner());
    }

    @BeforeEach
    void shut() {
        server.bean(HeldClock.class).shut();
    }

    @AfterAll
    void stop() {
        server.bean(HeldClock.class).open();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"csv,none", "csv,gzip", "ndjson,none", "json,zstd", "parquet,none", "xlsx,none"})
    void itsFileIsSentAndEndsOnceItHasSucceeded(String format, String compression) throws IOException {
        String export = ask(format, compression);

        HttpResponse<InputStream> answer = server.owner().open(export + "/file?wait=60");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().map()).doesNotContainKeys("ETag", "Content-Length");
        int first = answer.body().read();
        assertThat(server.owner().get(export).at("/state")).isEqualTo("running");
        server.bean(HeldClock.class).open();
        byte[] rest = answer.body().readAllBytes();
        Answer later = server.owner().get(export + "/file");
        assertThat(later.header("ETag")).isNotEmpty();
        assertThat(later.bytes()[0] & 0xFF).isEqualTo(first);
        assertThat(rest).isEqualTo(Arrays.copyOfRange(later.bytes(), 1, later.bytes().length));
    }

    @ParameterizedTest
    @CsvSource({"csv,none", "csv,gzip", "parquet,none"})
    void itsFileBreaksOffWhereItIsCancelled(String format, String compression) throws IOException {
        String export = ask(format, compression);
        HttpResponse<InputStream> answer = server.owner().open(export + "/file?wait=60");
        assertThat(answer.statusCode()).isEqualTo(200);

        assertThat(server.owner().delete(export).status()).isEqualTo(204);
        server.bean(HeldClock.class).open();

        assertThatThrownBy(() -> answer.body().readAllBytes()).isInstanceOf(IOException.class);
    }

    private String ask(String format, String compression) {
        Answer asked = server.owner()
                .post(
                        shop.path("/exports"),
                        "{\"definition\":{\"all\":[]},\"format\":\"" + format + "\",\"compression\":\"" + compression
                                + "\"}");
        assertThat(asked.status()).as(new String(asked.bytes(), UTF_8)).isEqualTo(202);
        return shop.path("/exports/" + asked.at("/id"));
    }
}
