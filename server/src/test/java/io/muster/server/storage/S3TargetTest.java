package io.muster.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import io.muster.engine.Deadline;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.config.MusterProperties;
import io.muster.server.storage.S3Settings.Encryption;
import io.muster.server.test.FaultyWire;
import io.muster.server.test.HttpReceiver;
import io.muster.server.test.OutboundParts;
import io.muster.server.test.S3Server;
import io.muster.server.test.TestSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

class S3TargetTest {
    private static final String BUCKET = "exports";
    private static final int LARGE = 3 * (16 << 20) + 12_345;

    @TempDir
    private static Path directory;

    private static S3Server server;
    private static S3Client client;

    private final Deadline deadline = Deadline.none();
    private final Log log = new Log();

    @BeforeAll
    static void start() throws IOException {
        server = new S3Server(directory);
        client = server.client();
        client.createBucket(create -> create.bucket(BUCKET));
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    /** Keeps what it is told in memory. */
    private static final class Log implements UploadLog {
        private @Nullable String upload;

        @Override
        public Optional<String> open() {
            return Optional.ofNullable(upload);
        }

        @Override
        public void opened(String opened) {
            upload = opened;
        }

        @Override
        public void closed() {
            upload = null;
        }
    }

    @Test
    void aSmallFileArrivesInOnePieceAndIsProven() throws IOException {
        LocalFile file = file("small.csv", 1_000);

        Stored stored;
        try (Target target = target(server.port(), S3Server.SECRET_KEY)) {
            stored = target.put(file, "a/small.csv", log, (done, total) -> {}, deadline);
        }

        assertThat(stored.location()).isEqualTo("s3://exports/a/small.csv");
        assertThat(stored.bytes()).isEqualTo(1_000);
        assertThat(read("a/small.csv")).isEqualTo(Files.readAllBytes(file.path()));
        assertThat(client.headObject(head -> head.bucket(BUCKET).key("a/small.csv"))
                        .metadata())
                .containsEntry("sha256", file.sha256());
        assertThat(log.open()).isEmpty();
    }

    @Test
    void anEmptyFileArrivesToo() throws IOException {
        try (Target target = target(server.port(), S3Server.SECRET_KEY)) {
            target.put(file("empty.csv", 0), "a/empty.csv", log, (done, total) -> {}, deadline);
        }

        assertThat(read("a/empty.csv")).isEmpty();
    }

    @Test
    void aLargeFileArrivesInPiecesAndReportsHowFarItCame() throws IOException {
        LocalFile file = file("large.csv", LARGE);
        AtomicLong last = new AtomicLong();

        try (Target target = target(server.port(), S3Server.SECRET_KEY)) {
            Stored stored = target.put(file, "a/large.csv", log, (done, total) -> last.set(done), deadline);
            assertThat(stored.proof()).isIn(Stored.Proof.ETAG, Stored.Proof.CHECKSUM, Stored.Proof.READ_BACK);
        }

        assertThat(last).hasValue(LARGE);
        assertThat(read("a/large.csv")).isEqualTo(Files.readAllBytes(file.path()));
        assertThat(uploads("a/large.csv")).isEmpty();
        assertThat(log.open()).isEmpty();
    }

    @Test
    void anUploadThatTheStoreDiedUnderIsResumed() throws IOException {
        LocalFile file = file("resumed.csv", LARGE);
        try (FaultyWire wire = new FaultyWire(server.port());
                Target target = target(wire.port(), S3Server.SECRET_KEY)) {
            wire.after(30 << 20, server::kill);
            assertThatThrownBy(() -> target.put(file, "a/resumed.csv", log, (done, total) -> {}, deadline))
                    .isInstanceOfSatisfying(
                            MusterException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.DESTINATION_UNREACHABLE));
            assertThat(log.open()).isPresent();
        } finally {
            server.restart();
        }

        try (FaultyWire wire = new FaultyWire(server.port());
                Target target = target(wire.port(), S3Server.SECRET_KEY)) {
            target.put(file, "a/resumed.csv", log, (done, total) -> {}, deadline);
        }

        assertThat(read("a/resumed.csv")).isEqualTo(Files.readAllBytes(file.path()));
        assertThat(uploads("a/resumed.csv")).isEmpty();
    }

    @Test
    void piecesThatArrivedAreNotSentAgain() throws IOException {
        LocalFile file = file("rest.csv", LARGE);
        String upload = client.createMultipartUpload(
                        create -> create.bucket(BUCKET).key("a/rest.csv"))
                .uploadId();
        log.opened(upload);
        FilePart first = FilePart.cut(file.path(), LARGE, S3Upload.PART_BYTES).getFirst();
        client.uploadPart(
                put -> put.bucket(BUCKET).key("a/rest.csv").uploadId(upload).partNumber(1), S3Upload.body(first));

        try (FaultyWire wire = new FaultyWire(server.port());
                Target target = target(wire.port(), S3Server.SECRET_KEY)) {
            target.put(file, "a/rest.csv", log, (done, total) -> {}, deadline);
            assertThat(wire.passed()).isBetween((long) LARGE - (16 << 20), (long) LARGE - (15 << 20));
        }

        assertThat(read("a/rest.csv")).isEqualTo(Files.readAllBytes(file.path()));
    }

    @Test
    void anUploadThatNobodyWroteDownIsClearedAwayByTheNext() throws IOException {
        client.createMultipartUpload(create -> create.bucket(BUCKET).key("a/stray.csv"));

        try (Target target = target(server.port(), S3Server.SECRET_KEY)) {
            target.put(file("stray.csv", LARGE), "a/stray.csv", log, (done, total) -> {}, deadline);
        }

        assertThat(uploads("a/stray.csv")).isEmpty();
    }

    @Test
    void anAbandonedUploadLeavesNothing() {
        log.opened(client.createMultipartUpload(create -> create.bucket(BUCKET).key("a/left.csv"))
                .uploadId());

        try (Target target = target(server.port(), S3Server.SECRET_KEY)) {
            target.abandon("a/left.csv", log);
            target.abandon("a/left.csv", log);
        }

        assertThat(uploads("a/left.csv")).isEmpty();
        assertThat(log.open()).isEmpty();
    }

    @Test
    void wrongKeysAreRefusedAndNotTriedAgain() throws IOException {
        LocalFile file = file("refused.csv", 10);
        try (Target target = target(server.port(), "wrong")) {
            assertThatThrownBy(() -> target.put(file, "a/refused.csv", log, (done, total) -> {}, deadline))
                    .isInstanceOfSatisfying(MusterException.class, e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.DESTINATION_REFUSED);
                        assertThat(e.detail()).contains("403").doesNotContain("wrong");
                    });
            assertThatThrownBy(target::test).isInstanceOf(MusterException.class);
        }
    }

    @Test
    void aTestSendsWhatAnUploadSendsAndWhatAStoreCannotDoIsRefused() throws IOException {
        List<Headers> sent = new CopyOnWriteArrayList<>();
        try (HttpReceiver store = new HttpReceiver();
                Target target = target(store.port(), S3Server.SECRET_KEY)) {
            store.answer(exchange -> {
                sent.add(exchange.getRequestHeaders());
                exchange.sendResponseHeaders(501, -1);
            });

            assertThatThrownBy(target::test)
                    .isInstanceOfSatisfying(
                            MusterException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DESTINATION_REFUSED));
        }
        assertThat(sent)
                .isNotEmpty()
                .allSatisfy(headers ->
                        assertThat(headers).containsKeys("Content-md5", "X-amz-checksum-sha256", "X-amz-meta-sha256"));
    }

    @Test
    void aStoreThatDoesNotAnswerIsUnreachable() throws IOException {
        LocalFile file = file("silent.csv", 10);
        try (FaultyWire wire = new FaultyWire(server.port());
                Target target = target(wire.port(), S3Server.SECRET_KEY, "300ms")) {
            wire.silent(true);
            assertThatThrownBy(() -> target.put(file, "a/silent.csv", log, (done, total) -> {}, deadline))
                    .isInstanceOfSatisfying(
                            MusterException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.DESTINATION_UNREACHABLE));
        }
    }

    @Test
    void aStoreThatAnswersTooLateIsAskedAgain() throws IOException {
        LocalFile file = file("late.csv", 1_000);
        try (FaultyWire wire = new FaultyWire(server.port());
                Target target = target(wire.port(), S3Server.SECRET_KEY, "300ms")) {
            wire.late(1);

            Stored stored = target.put(file, "a/late.csv", log, (done, total) -> {}, deadline);

            assertThat(stored.bytes()).isEqualTo(1_000);
        }
        assertThat(read("a/late.csv")).isEqualTo(Files.readAllBytes(file.path()));
        assertThat(log.open()).isEmpty();
    }

    @Test
    void cancellingStopsAnUpload() throws IOException {
        LocalFile file = file("cancelled.csv", LARGE);
        try (FaultyWire wire = new FaultyWire(server.port());
                Target target = target(wire.port(), S3Server.SECRET_KEY)) {
            wire.after(4 << 20, deadline::cancel);
            assertThatThrownBy(() -> target.put(file, "a/cancelled.csv", log, (done, total) -> {}, deadline))
                    .isInstanceOfSatisfying(
                            MusterException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
            target.abandon("a/cancelled.csv", log);
        }

        assertThat(uploads("a/cancelled.csv")).isEmpty();
    }

    @Test
    void aStoreAtAPrivateAddressIsNotCalled() throws IOException {
        LocalFile file = file("private.csv", 10);
        MusterProperties settings = TestSettings.of();
        S3Settings where = settings(URI.create("http://localhost:" + server.port()));
        try (Target target = S3Target.open(
                where, keys(S3Server.SECRET_KEY), OutboundParts.resolver(settings), settings.outbound())) {
            assertThatThrownBy(() -> target.put(file, "a/private.csv", log, (done, total) -> {}, deadline))
                    .isInstanceOfSatisfying(MusterException.class, e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.DESTINATION_REFUSED);
                        assertThat(e.detail()).contains("muster.outbound.allow");
                    });
        }
    }

    @Test
    void aSignedLinkGivesTheFileToAnybody() throws IOException {
        LocalFile file = file("signed.csv", 100);
        URI link;
        try (Target target = target(server.port(), S3Server.SECRET_KEY)) {
            target.put(file, "a/signed.csv", log, (done, total) -> {}, deadline);
            link = target.sign("a/signed.csv", Duration.ofMinutes(1)).orElseThrow();
        }

        try (InputStream in = link.toURL().openStream()) {
            assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(file.path()));
        }
    }

    @Test
    void aTestLeavesNothing() {
        try (Target target = target(server.port(), S3Server.SECRET_KEY)) {
            target.test();
        }

        assertThat(client.listObjectsV2(list -> list.bucket(BUCKET).prefix("muster-test"))
                        .contents())
                .isEmpty();
    }

    private static Target target(int port, String secretKey) {
        return target(port, secretKey, "30s");
    }

    private static Target target(int port, String secretKey, String timeout) {
        MusterProperties settings =
                TestSettings.of("muster.outbound.allow", "127.0.0.0/8", "muster.outbound.timeout", timeout);
        return S3Target.open(
                settings(URI.create("http://127.0.0.1:" + port)),
                keys(secretKey),
                OutboundParts.resolver(settings),
                settings.outbound());
    }

    private static S3Settings settings(URI endpoint) {
        return new S3Settings(endpoint, "us-east-1", BUCKET, "", true, Encryption.NONE, null, false);
    }

    private static TargetSecrets keys(String secretKey) {
        return new TargetSecrets.S3(S3Server.ACCESS_KEY, secretKey, null);
    }

    private static LocalFile file(String name, int bytes) throws IOException {
        Path path = directory.resolve(name);
        byte[] content = new byte[bytes];
        new Random(bytes).nextBytes(content);
        Files.write(path, content);
        try (InputStream in = Files.newInputStream(path)) {
            return new LocalFile(path, bytes, Digests.of(in, Deadline.none()).sha256Hex(), "text/csv");
        }
    }

    private static byte[] read(String key) {
        return client.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asByteArray();
    }

    private static List<MultipartUpload> uploads(String key) {
        return client.listMultipartUploads(list -> list.bucket(BUCKET)).uploads().stream()
                .filter(upload -> upload.key().equals(key))
                .toList();
    }
}
