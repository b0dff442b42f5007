package io.muster.server.export.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.muster.server.export.form.GrowingFile.Writing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrowingFileTest {

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("form.part");
    }

    @Test
    void whatIsWrittenOutOfOrderIsReadOnlyWhenItIsThere() throws IOException {
        GrowingFile growing = new GrowingFile(file, Writing.TEXT_BY_PARTS);
        put(0, "abc");
        put(6, "ghi");

        try (InputStream in = growing.open(() -> {})) {
            byte[] bytes = new byte[100];
            assertThat(text(bytes, in.read(bytes))).isEqualTo("abc");
            put(3, "def");
            assertThat(text(bytes, in.read(bytes))).isEqualTo("defghi");
            growing.complete(file);
            assertThat(in.read(bytes)).isEqualTo(-1);
        }
    }

    @Test
    void zerosThatBelongThereAreReadOnceAllIsThere() throws IOException {
        GrowingFile growing = new GrowingFile(file, Writing.TEXT_BY_PARTS);
        put(0, "a\0b");
        byte[] bytes = new byte[100];

        try (InputStream in = growing.open(() -> {})) {
            assertThat(text(bytes, in.read(bytes))).isEqualTo("a");
            growing.complete(file);
            assertThat(text(bytes, in.read(bytes))).isEqualTo("\0b");
        }
    }

    @Test
    void whatHasZerosIsReadOnceItIsWritten() throws Exception {
        GrowingFile growing = new GrowingFile(file, Writing.BINARY_BY_PARTS);
        put(0, "a\0b");
        FutureTask<InputStream> open = new FutureTask<>(() -> growing.open(() -> {}));
        Thread.ofVirtual().start(open);
        byte[] bytes = new byte[100];

        await().during(Duration.ofMillis(100)).until(() -> !open.isDone());
        growing.written();
        try (InputStream in = open.get()) {
            assertThat(text(bytes, in.read(bytes))).isEqualTo("a\0b");
            growing.complete();
            assertThat(in.read(bytes)).isEqualTo(-1);
        }
    }

    @Test
    void zerosAreReadAtOnceInWhatIsWrittenInOrder() throws IOException {
        GrowingFile growing = new GrowingFile(file, Writing.IN_ORDER);
        put(0, "a\0b");
        byte[] bytes = new byte[100];

        try (InputStream in = growing.open(() -> {})) {
            assertThat(text(bytes, in.read(bytes))).isEqualTo("a\0b");
        }
    }

    @Test
    void aFileThatIsRenamedBeforeItIsOpenedIsReadUnderItsNewName() throws Exception {
        GrowingFile growing = new GrowingFile(file, Writing.IN_ORDER);
        put(0, "abc");
        Path renamed = Files.move(file, directory.resolve("form.csv"));
        Thread word = Thread.ofVirtual().unstarted(() -> growing.complete(renamed));
        word.start();

        try (InputStream in = growing.open(() -> {})) {
            assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("abc");
        }
        word.join();
    }

    @Test
    void readersFailWhereTheWriterDoes() throws IOException {
        GrowingFile growing = new GrowingFile(file, Writing.IN_ORDER);
        put(0, "abc");

        try (InputStream in = growing.open(() -> {})) {
            assertThat(in.readNBytes(3)).hasSize(3);
            growing.fail(new IllegalStateException("no more"));
            assertThatThrownBy(in::read).isInstanceOf(IOException.class).hasRootCauseMessage("no more");
        }
    }

    private void put(long position, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), position);
        }
    }

    private static String text(byte[] bytes, int length) {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
