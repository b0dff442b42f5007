package io.muster.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadTest {
    private static final String FILE = "GET /v1/projects/p/exports/e_1/file";
    private static final String MANIFEST = "GET /v1/projects/p/exports/e_1/manifest";
    private static final String TAG = "\"b5bb9d80\"";

    private final byte[] content = new byte[300_000];
    private final ScriptedServer server = ScriptedServer.start();
    private final Exports exports = MusterClient.builder()
            .baseUrl(server.url())
            .credentials("c", "s")
            .pause(new RecordedPauses())
            .stallTimeout(Duration.ofMillis(300))
            .build()
            .project("p")
            .exports();

    @TempDir
    Path directory;

    @BeforeEach
    void describe() throws NoSuchAlgorithmException {
        new Random(7).nextBytes(content);
        server.on(MANIFEST, Reply.json(200, Samples.manifest(content.length, sha256(content), 12)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void streamsTheFileAndProvesIt() throws IOException {
        server.on(FILE, new RangedFile(content, TAG));
        long[] last = new long[2];

        DownloadedFile file = exports.download("e_1", directory.resolve("out.csv"), (done, total) -> {
            last[0] = done;
            last[1] = total;
        });

        assertThat(file.path()).hasBinaryContent(content);
        assertThat(file.file().rows()).isEqualTo(12);
        assertThat(file.resumed()).isZero();
        assertThat(last).containsExactly(content.length, content.length);
        assertThat(directory).isDirectoryNotContaining("glob:**.part");
    }

    @ParameterizedTest
    @ValueSource(strings = {"expected", "written", "distinct"})
    void takesNoFileWhoseManifestContradictsItself(String number) throws Exception {
        String manifest = Samples.manifest(content.length, sha256(content), 12);
        server.on(MANIFEST, Reply.json(200, manifest.replace("\"" + number + "\": 12", "\"" + number + "\": 13")));
        server.on(FILE, new RangedFile(content, TAG));

        assertThatThrownBy(() -> exports.download("e_1", directory.resolve("out.csv"), Progress.NONE))
                .isInstanceOf(MusterDownloadException.class)
                .hasMessageContaining("contradicts itself");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void takesNoPartsThatDoNotAddUp() throws Exception {
        String part = "{\"name\": \"1.csv\", \"bytes\": 1, \"sha256\": \"x\", \"rows\": 5}";
        String manifest = Samples.manifest(content.length, sha256(content), 12);
        server.on(MANIFEST, Reply.json(200, manifest.replace("\"files\": [", "\"files\": [" + part + ", ")));

        assertThatThrownBy(() -> exports.downloadAll("e_1", directory, Progress.NONE))
                .isInstanceOf(MusterDownloadException.class)
                .hasMessageContaining("12 written, 12 distinct, 17 in its files");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "..", "a/..", "", "x\\u0000"})
    void takesNoFileWhoseNameIsNone(String name) throws Exception {
        String manifest = Samples.manifest(content.length, sha256(content), 12);
        server.on(MANIFEST, Reply.json(200, manifest.replace("loyal-nordics.csv", name)));

        assertThatThrownBy(() -> exports.downloadAll("e_1", directory, Progress.NONE))
                .isInstanceOf(MusterDownloadException.class)
                .hasMessageContaining("no file can be");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void goesOnWhereTheConnectionBroke() throws IOException {
        server.on(FILE, Reply.breakingOff(content, 100_000, "ETag", TAG), Reply.hangUp(), new RangedFile(content, TAG));

        DownloadedFile file = exports.download("e_1", directory.resolve("out.csv"), Progress.NONE);

        assertThat(file.path()).hasBinaryContent(content);
        assertThat(file.resumed()).isEqualTo(1);
        assertThat(server.lastRequest().header("Range")).contains("bytes=100000-");
        assertThat(server.lastRequest().header("If-Range")).contains(TAG);
    }

    @Test
    void goesOnWhereAnAnswerEndedTooEarly() throws IOException {
        server.on(
                FILE,
                Reply.bytes(200, "text/csv", Arrays.copyOf(content, 100_000), "ETag", TAG),
                new RangedFile(content, TAG));

        DownloadedFile file = exports.download("e_1", directory.resolve("out.csv"), Progress.NONE);

        assertThat(file.path()).hasBinaryContent(content);
        assertThat(file.resumed()).isEqualTo(1);
    }

    @Test
    void beginsAgainWhenTheFileIsAnotherOne() throws IOException {
        server.on(
                FILE,
                Reply.breakingOff(new byte[300_000], 100_000, "ETag", "\"another\""),
                new RangedFile(content, TAG));

        DownloadedFile file = exports.download("e_1", directory.resolve("out.csv"), Progress.NONE);

        assertThat(file.path()).hasBinaryContent(content);
        assertThat(file.resumed()).isZero();
    }

    @Test
    void goesOnWhenTheServerStandsStill() throws IOException {
        CountDownLatch done = new CountDownLatch(1);
        server.on(FILE, Reply.standingStill(content, 200_000, done, "ETag", TAG), new RangedFile(content, TAG));

        DownloadedFile file = exports.download("e_1", directory.resolve("out.csv"), Progress.NONE);
        done.countDown();

        assertThat(file.path()).hasBinaryContent(content);
        assertThat(file.resumed()).isEqualTo(1);
    }

    @Test
    void keepsNothingThatItsManifestDoesNotProve() throws IOException, NoSuchAlgorithmException {
        Path target = Files.writeString(directory.resolve("out.csv"), "yesterday's");
        String right = sha256(content);
        content[5]++;
        server.on(FILE, new RangedFile(content, TAG));

        assertThatThrownBy(() -> exports.download("e_1", target, Progress.NONE))
                .isInstanceOf(MusterDownloadException.class)
                .hasMessageContaining(sha256(content))
                .hasMessageContaining(right);
        assertThat(target).hasContent("yesterday's");
        assertThat(directory).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void refusesMoreBytesThanTheManifestSays() {
        server.on(FILE, new RangedFile(new byte[300_001], TAG));

        assertThatThrownBy(() -> exports.download("e_1", directory.resolve("out.csv"), Progress.NONE))
                .isInstanceOf(MusterDownloadException.class)
                .hasMessageContaining("300001")
                .hasMessageContaining("300000");
    }

    @Test
    void givesUpAConnectionThatOnlyBreaks() {
        server.on(FILE, Reply.breakingOff(content, 0, "ETag", TAG));

        assertThatThrownBy(() -> exports.download("e_1", directory.resolve("out.csv"), Progress.NONE))
                .isInstanceOf(MusterConnectionException.class)
                .hasMessageContaining("broke off 5 times");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void theNextDownloadGoesOnWithWhatABrokenOneLeft() throws IOException, NoSuchAlgorithmException {
        String tag = "\"" + sha256(content) + "\"";
        server.on(FILE, Reply.breakingOff(content, 100_000, "ETag", tag), Reply.hangUp());
        assertThatThrownBy(() -> exports.download("e_1", directory.resolve("out.csv"), Progress.NONE))
                .isInstanceOf(MusterConnectionException.class);
        assertThat(directory).isDirectoryContaining("glob:**/out.csv.*.part");
        server.on(FILE, new RangedFile(content, tag));

        DownloadedFile file = exports.download("e_1", directory.resolve("out.csv"), Progress.NONE);

        assertThat(file.path()).hasBinaryContent(content);
        assertThat(file.resumed()).isEqualTo(1);
        assertThat(server.lastRequest().header("Range")).contains("bytes=100000-");
        assertThat(directory).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void beginsAgainWhereWhatIsLeftIsOfAnotherFile() throws IOException, NoSuchAlgorithmException {
        Files.write(directory.resolve("out.csv.e_1.part"), new byte[100_000]);
        server.on(FILE, new RangedFile(content, "\"" + sha256(content) + "\""));

        DownloadedFile file = exports.download("e_1", directory.resolve("out.csv"), Progress.NONE);

        assertThat(file.path()).hasBinaryContent(content);
        assertThat(server.lastRequest().header("Range")).isEmpty();
        assertThat(directory).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void beginsAgainWhereMoreIsLeftThanTheFileHas() throws IOException, NoSuchAlgorithmException {
        Files.write(directory.resolve("out.csv.e_1.part"), new byte[content.length + 1]);
        server.on(FILE, new RangedFile(content, "\"" + sha256(content) + "\""));

        assertThat(exports.download("e_1", directory.resolve("out.csv"), Progress.NONE)
                        .path())
                .hasBinaryContent(content);
    }

    @Test
    void aFileThatIsGoneIsToldAsSuch() {
        server.on(FILE, Reply.problem(410, "gone", "It has expired."));

        assertThatThrownBy(() -> exports.download("e_1", directory.resolve("out.csv"), Progress.NONE))
                .isInstanceOf(MusterApiException.Gone.class);
        assertThat(directory).isEmptyDirectory();
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
