package io.muster.server.export.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.muster.server.catalog.Catalog;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Downloads of exports that are still under way. */
@OnEachDatabase
class FilesUnderWayTest {

    private static final String REQUEST = "{\"definition\":{\"all\":[]},\"columns\":[\"id\"],\"format\":\"csv\"}";
    /** More than a server gathers before it sends. */
    private static final String ROWS = "anna\n".repeat(50_000);

    private final TestServer server;
    private final Shop shop;
    private final FilesUnderWay files;

    @TempDir
    private Path directory;

    FilesUnderWayTest(Database database) {
        this.server = TestServer.on(database);
        this.shop = Shop.open(server.owner());
        this.files = server.bean(FilesUnderWay.class);
    }

    @Test
    void aFileIsSentWhileItIsMadeAndEndsWithTheExport() throws IOException {
        String export = running();
        Path file = begin(export);
        Files.writeString(file, ROWS);

        HttpResponse<InputStream> answer = server.owner().open(file(export) + "?wait=60");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .endsWith(".csv\"");
        assertThat(answer.headers().map()).doesNotContainKeys("ETag", "Content-Length");
        assertThat(answer.body().read()).isEqualTo('a');
        Files.writeString(file, ROWS, StandardOpenOption.APPEND);
        files.succeed(export);
        assertThat(new String(answer.body().readAllBytes(), UTF_8)).isEqualTo((ROWS + ROWS).substring(1));
    }

    @Test
    void whatIsStillBeingMadeIsNotSaidToBeKnown() throws IOException {
        String export = running();
        Files.writeString(begin(export), ROWS);

        HttpResponse<InputStream> answer =
                server.owner().with("If-None-Match", "*").open(file(export) + "?wait=60");
        files.succeed(export);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new String(answer.body().readAllBytes(), UTF_8)).isEqualTo(ROWS);
    }

    @Test
    void anExportThatFailsBreaksItsDownload() throws IOException {
        String export = running();
        Files.writeString(begin(export), ROWS);

        HttpResponse<InputStream> answer = server.owner().open(file(export) + "?wait=60");
        files.end(export);

        assertThatThrownBy(() -> answer.body().readAllBytes()).isInstanceOf(IOException.class);
    }

    @Test
    void anExportThatIsMadeAnewBreaksItsDownload() throws IOException {
        String export = running();
        Files.writeString(begin(export), ROWS);

        HttpResponse<InputStream> answer = server.owner().open(file(export) + "?wait=60");
        begin(export);

        assertThatThrownBy(() -> answer.body().readAllBytes()).isInstanceOf(IOException.class);
        files.end(export);
    }

    @Test
    void anotherFormIsWaitedForUntilTheExportHasEnded() throws IOException {
        String export = running();
        Files.writeString(begin(export), "nothing to be sent");

        CompletableFuture<Answer> answer =
                CompletableFuture.supplyAsync(() -> server.owner().get(file(export) + "?wait=60&format=ndjson"));
        await().during(Duration.ofMillis(300)).until(() -> !answer.isDone());
        become(export, "succeeded");
        files.end(export);

        assertThat(answer.join().text()).startsWith("{\"id\":\"anna\"}");
    }

    @Test
    void whoWaitsInVainIsToldSo() {
        String export = running();

        assertThat(server.owner().get(file(export) + "?wait=1").status()).isEqualTo(409);
        assertThat(server.owner().get(file(export)).status()).isEqualTo(409);
        assertThat(server.owner().with("Accept", "image/png").get(file(export)).status())
                .isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"enabled": false}    | 401
                    {"scopes": ["read"]}  | 403
                    """)
    void whoseCredentialsAreRevokedMeanwhileGetsNothing(String change, int status) throws IOException {
        String applications = shop.path("/applications");
        Answer made = server.owner().post(applications, "{\"name\": \"Waits\", \"scopes\": [\"read\", \"export\"]}");
        ApiClient application = server.anybody().as(made.at("/client_id"), made.at("/client_secret"));
        String export = running();

        CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(
                        () -> application.get(file(export) + "?wait=60"))
                .orTimeout(10, TimeUnit.SECONDS);
        await().during(Duration.ofMillis(300)).until(() -> !answer.isDone());
        assertThat(server.owner()
                        .patch(applications + "/" + made.at("/id"), change)
                        .status())
                .isEqualTo(200);
        Files.writeString(begin(export), ROWS);

        try {
            assertThat(answer.join().status()).isEqualTo(status);
            assertThat(answer.join().text()).doesNotContain("anna");
        } finally {
            files.end(export);
        }
    }

    @Test
    void anExportThatWasAskedForJustNowIsWaitedFor() {
        Answer asked = shop.client().post(shop.path("/exports"), REQUEST);

        Answer answer = server.owner().get(file(asked.at("/id")) + "?wait=60");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("id\nanna\nbo\ncleo\ndan\neve\n");
        assertThat(shop.client().get(shop.path("/exports/" + asked.at("/id"))).at("/state"))
                .isEqualTo("succeeded");
    }

    @Test
    void whatCannotBeWaitedForIsRefusedAtOnce() {
        String export = running();

        assertThat(server.owner().get(file(export) + "?wait=601").text()).contains("wait: 601 cannot be");
        assertThat(server.owner().get(file(export) + "?wait=-1").status()).isEqualTo(400);
        assertThat(server.owner().get(file(export) + "?wait=soon").status()).isEqualTo(400);
        assertThat(server.owner()
                        .with("Accept", "image/png")
                        .get(file(export) + "?wait=60")
                        .status())
                .isEqualTo(406);
    }

    private Path begin(String export) {
        Path file = directory.resolve(export + "-" + System.nanoTime());
        files.begin(export, new GrowingFile(file, GrowingFile.Writing.IN_ORDER));
        return file;
    }

    /** An export of which nobody but the test says how far it is. */
    private String running() {
        String export = shop.export(REQUEST).get("id").asString();
        become(export, "running");
        return export;
    }

    private void become(String export, String state) {
        server.bean(Catalog.class)
                .change(db ->
                        db.execute("update export set state = {0} where id = {1}", DSL.val(state), DSL.val(export)));
    }

    private String file(String export) {
        return shop.path("/exports/" + export + "/file");
    }
}
