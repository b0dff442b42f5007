package io.muster.server.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.test.Answer;
import io.muster.server.test.HookedEngine;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exports that have not succeeded yet: downloads of what is written, and what happens to them meanwhile. */
@TestInstance(Lifecycle.PER_CLASS)
class RunningExportTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private static Path directory;

    private TestServer server;
    private Shop shop;

    @BeforeAll
    void start() {
        server = TestServer.start(directory, Map.of(), HeldClock.class, HookedEngine.class);
    }

    @BeforeEach
    void shut() {
        shop = Shop.open(server.owner());
        server.bean(HeldClock.class).shut();
    }

    @AfterEach
    void open() {
        server.bean(HeldClock.class).open();
    }

    @AfterAll
    void stop() {
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

    @ParameterizedTest
    @CsvSource({"csv,none", "csv,gzip", "parquet,none"})
    void itsFileBreaksOffAtOnceWhereSomebodyInItIsErased(String format, String compression) {
        String export = ask(format, compression);
        HttpResponse<InputStream> answer = server.owner().open(export + "/file?wait=60");
        assertThat(answer.statusCode()).isEqualTo(200);

        String erasure = erase("anna");

        assertThat(CompletableFuture.supplyAsync(() -> read(answer)))
                .as("a run that takes its time")
                .failsWithin(SOON)
                .withThrowableOfType(ExecutionException.class);
        assertThat(server.owner().get(erasure).at("/state")).isEqualTo("running");
        server.bean(HeldClock.class).open();
        until(erasure, "succeeded");
        until(export, "succeeded");
        assertThat(server.owner().get(export + "/file?format=csv").text())
                .contains("bo")
                .doesNotContain("anna");
    }

    @Test
    void idsOfWhoeverIsErasedWhenItsRunHasReadThemDoNotComeBack() throws InterruptedException {
        server.bean(HeldClock.class).shut("run");
        String export = ask("{\"definition\":{\"not\":{\"profiles\":[\"anna\",\"bo\"]}},\"columns\":[\"id\"]}");
        assertThat(server.bean(HeldClock.class).await(SOON)).isTrue();

        until(erase("anna"), "succeeded");
        server.bean(HeldClock.class).open();
        until(export, "succeeded");

        Answer made = server.owner().get(export);
        assertThat(made.text()).contains("\"bo\"").doesNotContain("anna");
        assertThat(made.json().get("data_version").isNumber()).as(made.text()).isTrue();
        assertThat(server.owner().get(export + "/manifest").text())
                .contains("\"bo\"")
                .doesNotContain("anna");
    }

    @Test
    void itIsMadeAnewWhereItsDataAreNoLongerAtHand() {
        server.bean(HeldClock.class).open();
        server.bean(HookedEngine.class).answer("isGone", true);
        server.bean(HookedEngine.class).before("write", () -> {
            throw new MusterException(ErrorCode.NOT_FOUND, "The file was opened anew.");
        });

        String export = ask("csv", "none");

        until(export, "succeeded");
        assertThat(server.owner().get(export + "/file").text()).contains("anna");
    }

    private void until(String path, String state) {
        shop.until(path.substring(shop.path("").length()), state);
    }

    private String erase(String profile) {
        Answer asked = server.owner().post(shop.path("/erasures"), "{\"profiles\":[\"" + profile + "\"]}");
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        return shop.path("/erasures/" + asked.at("/id"));
    }

    private static byte[] read(HttpResponse<InputStream> answer) {
        try {
            return answer.body().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String ask(String format, String compression) {
        return ask(
                "{\"definition\":{\"all\":[]},\"format\":\"" + format + "\",\"compression\":\"" + compression + "\"}");
    }

    private String ask(String request) {
        Answer asked = server.owner().post(shop.path("/exports"), request);
        assertThat(asked.status()).as(new String(asked.bytes(), UTF_8)).isEqualTo(202);
        return shop.path("/exports/" + asked.at("/id"));
    }
}
