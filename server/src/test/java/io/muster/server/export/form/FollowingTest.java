package io.muster.server.export.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.engine.Deadline;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowingTest {

    private static final int LINES = 200_000;

    private final Packing packing = new Packing();

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        packing.close();
    }

    @Test
    void provesAFileWhoseMiddleIsWrittenLast() throws IOException {
        Path file = directory.resolve("file.csv");
        byte[] bytes = lines();
        try (Following following = follow(file, file, Compression.NONE)) {
            write(file, bytes, 0, 1_000);
            write(file, bytes, 500_000, bytes.length);
            write(file, bytes, 1_000, 500_000);

            assertThat(following.finish(LINES)).isEqualTo(FileProof.of(file, Deadline.none()));
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }

    @Test
    void packsWhatIsStillBeingWritten() throws IOException {
        Path plain = directory.resolve("table");
        Path file = directory.resolve("file.csv.gz");
        byte[] bytes = lines();
        try (Following following = follow(plain, file, Compression.GZIP)) {
            write(plain, bytes, 700_000, bytes.length);
            write(plain, bytes, 0, 700_000);

            assertThat(following.finish(LINES)).isEqualTo(FileProof.of(file, Deadline.none()));
        }
        try (var unpacked = new GZIPInputStream(new FileInputStream(file.toFile()))) {
            assertThat(unpacked.readAllBytes()).isEqualTo(bytes);
        }
    }

    @Test
    void failsWhereTheFileHasOtherRecords() throws IOException {
        Path file = directory.resolve("file.csv");
        try (Following following = follow(file, file, Compression.NONE)) {
            write(file, lines(), 0, 1_000);

            assertThatThrownBy(() -> following.finish(LINES))
                    .isInstanceOfSatisfying(
                            MusterException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL));
        }
    }

    @Test
    void endsWhereTheFileIsNeverWritten() throws IOException {
        Path plain = directory.resolve("table");
        Following following = follow(plain, directory.resolve("file.csv.zst"), Compression.ZSTD);

        following.close();

        assertThatThrownBy(() -> following.finish(0)).isInstanceOf(IOException.class);
    }

    private Following follow(Path plain, Path file, Compression compression) {
        return new Following(packing, RecordCounter.csv('"'), plain, file, compression, Deadline.none());
    }

    private static byte[] lines() {
        return "a,\"b\nc\"\n".repeat(LINES).getBytes(StandardCharsets.UTF_8);
    }

    private static void write(Path file, byte[] bytes, int from, int to) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes, from, to - from), from);
        }
    }
}
