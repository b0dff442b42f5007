package io.muster.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EarlyDownloadTest {
    private static final String EXPORT = "GET /v1/projects/p/exports/e_1";
    private static final String FILE = EXPORT + "/file";
    private static final String MANIFEST = EXPORT + "/manifest";
    private static final Duration AT_MOST = Duration.ofMinutes(10);
    private static final Reply RUNNING = Reply.json(200, Samples.export("running", 6, "12", "null"));
    private static final Reply SUCCEEDED = Reply.json(200, Samples.export("succeeded", 12, "12", "null"));

    private final byte[] content = new byte[300_000];
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final ScriptedServer server = ScriptedServer.start();
    private final Exports exports = MusterClient.builder()
            .baseUrl(server.url())
            .credentials("c", "s")
            .pause(new RecordedPauses())
            .build()
            .project("p")
            .exports();

    @TempDir
    Path directory;

    private Path target;
    private String tag;

    @BeforeEach
    void makeAnExport() throws NoSuchAlgorithmException {
        new Random(7).nextBytes(content);
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        tag = "\"" + sha256 + "\"";
        target = directory.resolve("out.csv");
        server.on(MANIFEST, Reply.json(200, Samples.manifest(content.length, sha256, 12)));
    }

    @AfterEach
    void stop() {
        arrived.countDown();
        server.close();
    }

    @Test
    void readsTheFileWhileItIsMade() throws IOException {
        server.on(EXPORT, RUNNING, once(arrived, SUCCEEDED))
                .on(FILE, andThen(arrived, Reply.bytes(200, "text/csv", content)));
        List<String> making = new ArrayList<>();

        DownloadedFile file = exports.download(
                "e_1", target, AT_MOST, (done, total) -> making.add(done + "/" + total), Progress.NONE);

        assertThat(file.path()).hasBinaryContent(content);
        assertThat(file.file().rows()).isEqualTo(12);
        assertThat(making).containsExactly("12/12");
        assertThat(asked(FILE)).hasSize(1);
        assertThat(asked(FILE).get(0).query()).isEqualTo("wait=30");
        assertThat(directory).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void asksAgainWhereTheServerHasWaitedLongEnough() throws IOException {
        server.on(EXPORT, RUNNING, once(arrived, SUCCEEDED))
                .on(
                        FILE,
                        Reply.problem(409, "not_ready", "It is queued."),
                        andThen(arrived, Reply.bytes(200, "text/csv", content)));

        exports.download("e_1", target, AT_MOST, Progress.NONE, Progress.NONE);

        assertThat(target).hasBinaryContent(content);
        assertThat(asked(FILE)).hasSize(2);
    }

    @Test
    void goesOnWhereItBrokeOnceTheFileIsMade() throws IOException {
        breakOff(content);
        long[] last = new long[2];

        DownloadedFile file = exports.download("e_1", target, AT_MOST, Progress.NONE, (done, total) -> {
            last[0] = done;
            last[1] = total;
        });

        assertThat(file.path()).hasBinaryContent(content);
        assertThat(file.resumed()).isEqualTo(1);
        assertThat(last).containsExactly(content.length, content.length);
        assertThat(server.lastRequest().header("Range")).contains("bytes=100000-");
        assertThat(server.lastRequest().header("If-Range")).contains(tag);
    }

    @Test
    void beginsAgainWhereTheFileWasMadeAnewMeanwhile() throws IOException {
        breakOff(new byte[300_000]);

        DownloadedFile file = exports.download("e_1", target, AT_MOST, Progress.NONE, Progress.NONE);

        assertThat(file.path()).hasBinaryContent(content);
        assertThat(server.lastRequest().header("Range")).isEmpty();
    }

    @Test
    void readsItOnceItIsMadeWhereItCannotBeReadBefore() throws IOException {
        server.on(EXPORT, RUNNING, RUNNING, once(arrived, SUCCEEDED))
                .on(FILE, andThen(arrived, Reply.problem(403, "forbidden", "Not you.")), new RangedFile(content, tag));

        exports.download("e_1", target, AT_MOST, Progress.NONE, Progress.NONE);

        assertThat(target).hasBinaryContent(content);
        assertThat(asked(FILE)).hasSize(2);
    }

    @Test
    void keepsNothingOfAFileThatBrokeAndAnExportThatFails() {
        server.on(EXPORT, RUNNING, once(arrived, Reply.json(200, Samples.export("failed", 6, "12", """
                        {"code": "storage_full", "detail": "No room left."}"""))))
                .on(
                        FILE,
                        Reply.breakingOff(content, 100_000),
                        andThen(arrived, Reply.problem(403, "forbidden", "Not you.")));

        assertThatThrownBy(() -> exports.download("e_1", target, AT_MOST, Progress.NONE, Progress.NONE))
                .isInstanceOf(WorkFailedException.class);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void whateverTheExportIsCalledWhatArrivesIsBesideTheTarget() throws IOException {
        try (PartFile part = PartFile.empty(target, "../../e 1")) {
            assertThat(part.size()).isZero();
            assertThat(directory).isDirectoryContaining("glob:**/out.csv.______e_1.part");
        }
    }

    @Test
    void keepsNothingOfAnExportThatFails() {
        server.on(EXPORT, RUNNING, Reply.json(200, Samples.export("failed", 6, "12", """
                        {"code": "storage_full", "detail": "No room left."}""")))
                .on(FILE, Reply.standingStill(content, 200_000, arrived));

        assertThatThrownBy(() -> exports.download("e_1", target, AT_MOST, Progress.NONE, Progress.NONE))
                .isInstanceOf(WorkFailedException.class)
                .hasMessageContaining("No room left.");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void stopsWaitingForWhatCannotBeWritten() throws IOException {
        Path full = Path.of("/dev/full");
        assumeThat(full).exists();
        Files.createSymbolicLink(directory.resolve("out.csv.e_1.part"), full);
        server.on(EXPORT, RUNNING).on(FILE, Reply.bytes(200, "text/csv", content));

        assertThatThrownBy(() -> exports.download("e_1", target, AT_MOST, Progress.NONE, Progress.NONE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left");
    }

    @Test
    void downloadsWhatIsMadeAlready() throws IOException {
        server.on(EXPORT, SUCCEEDED).on(FILE, new RangedFile(content, tag));

        exports.download("e_1", target, AT_MOST, Progress.NONE, Progress.NONE);

        assertThat(target).hasBinaryContent(content);
        assertThat(server.lastRequest().query()).isEmpty();
    }

    /** The file breaks off while it is made, and cannot be had again before it is. */
    private void breakOff(byte[] bytes) {
        server.on(EXPORT, RUNNING, once(arrived, SUCCEEDED))
                .on(
                        FILE,
                        Reply.breakingOff(bytes, 100_000),
                        andThen(arrived, Reply.problem(500, "internal", "It went wrong.")),
                        new RangedFile(content, tag));
    }

    private List<SeenRequest> asked(String methodAndPath) {
        return server.requests().stream()
                .filter(request -> request.methodAndPath().equals(methodAndPath))
                .toList();
    }

    /** That reply, once it is time. */
    private static Reply once(CountDownLatch time, Reply reply) {
        return exchange -> {
            try {
                time.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            reply.send(exchange);
        };
    }

    /** That reply, after which it is time. */
    private static Reply andThen(CountDownLatch time, Reply reply) {
        return exchange -> {
            reply.send(exchange);
            time.countDown();
        };
    }
}
