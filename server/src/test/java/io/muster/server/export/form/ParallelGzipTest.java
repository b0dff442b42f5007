package io.muster.server.export.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelGzipTest {

    private static final ExecutorService POOL = Executors.newFixedThreadPool(3);

    @AfterAll
    static void stop() {
        POOL.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 5_000_000})
    void isReadBackByTheJdk(int length) throws IOException {
        byte[] bytes = text(length);

        byte[] packed = pack(bytes, 7_919);

        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes())
                .isEqualTo(bytes);
    }

    @Test
    void isReadBackWhereNothingCanBeCompressed() throws IOException {
        byte[] bytes = new byte[3_000_000];
        new Random(42).nextBytes(bytes);

        assertThat(new GZIPInputStream(new ByteArrayInputStream(pack(bytes, 1 << 16))).readAllBytes())
                .isEqualTo(bytes);
    }

    @Test
    void givesTheSameBytesHoweverTheyAreHandedOver() throws IOException {
        byte[] bytes = text(2_500_000);

        assertThat(pack(bytes, 1_000)).isEqualTo(pack(bytes, 2_500_000));
    }

    @Test
    void tellsWhenTheFileCannotBeWritten() {
        OutputStream full = new OutputStream() {
            private int left = 1_000;

            @Override
            public void write(int b) throws IOException {
                if (left-- == 0) {
                    throw new IOException("No space left on device");
                }
            }
        };

        assertThatThrownBy(() -> {
                    try (ParallelGzip gzip = new ParallelGzip(full, POOL, 2)) {
                        gzip.write(text(5_000_000));
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left");
    }

    private static byte[] pack(byte[] bytes, int step) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ParallelGzip gzip = new ParallelGzip(packed, POOL, 4)) {
            for (int at = 0; at < bytes.length; at += step) {
                gzip.write(bytes, at, Math.min(step, bytes.length - at));
            }
        }
        return packed.toByteArray();
    }

    private static byte[] text(int length) {
        Random random = new Random(length);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) ('a' + random.nextInt(6));
        }
        return bytes;
    }
}
