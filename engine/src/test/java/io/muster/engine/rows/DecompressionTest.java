package io.muster.engine.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecompressionTest {

    private static final byte[] PLAIN = plain();

    @Test
    void knowsHeadersAndFileNames() {
        assertThat(Decompression.ofContentEncoding(null)).isEqualTo(Decompression.IDENTITY);
        assertThat(Decompression.ofContentEncoding("identity")).isEqualTo(Decompression.IDENTITY);
        assertThat(Decompression.ofContentEncoding(" GZip ")).isEqualTo(Decompression.GZIP);
        assertThat(Decompression.ofContentEncoding("zstd")).isEqualTo(Decompression.ZSTD);
        assertThat(Decompression.ofFileName("a.csv.GZ")).isEqualTo(Decompression.GZIP);
        assertThat(Decompression.ofFileName("a.zst")).isEqualTo(Decompression.ZSTD);
        assertThat(Decompression.ofFileName("a.csv")).isEqualTo(Decompression.IDENTITY);
        assertThatThrownBy(() -> Decompression.ofContentEncoding("br"))
                .isInstanceOfSatisfying(
                        MusterException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_ENCODING))
                .hasMessageContaining("\"br\"");
    }

    @ParameterizedTest
    @EnumSource(Decompression.class)
    void givesBackWhatWasCompressed(Decompression encoding) throws IOException {
        assertThat(all(encoding, compress(encoding, PLAIN))).isEqualTo(PLAIN);
        assertThat(all(encoding, compress(encoding, new byte[0]))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void recognizesWhatNobodySaidIsCompressed(Decompression encoding) throws IOException {
        assertThat(all(Decompression.IDENTITY, compress(encoding, PLAIN))).isEqualTo(PLAIN);
        assertThat(all(Decompression.IDENTITY, compress(encoding, new byte[0]))).isEmpty();
        assertThat(all(Decompression.IDENTITY, new byte[] {0x1f})).containsExactly(0x1f);
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void readsAllMembers(Decompression encoding) throws IOException {
        byte[] two = concat(compress(encoding, "a".getBytes(UTF_8)), compress(encoding, PLAIN));
        assertThat(all(encoding, two)).isEqualTo(concat("a".getBytes(UTF_8), PLAIN));
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void refusesDataCutAnywhere(Decompression encoding) throws IOException {
        byte[] first = compress(encoding, "first member".getBytes(UTF_8));
        byte[] whole = concat(first, compress(encoding, PLAIN));
        for (int length = 0; length < whole.length; length += length < first.length + 30 ? 1 : 997) {
            if (length != first.length && (length != 0 || encoding == Decompression.GZIP)) {
                byte[] cut = Arrays.copyOf(whole, length);
                assertThatThrownBy(() -> all(encoding, cut))
                        .as("%s cut at %d", encoding, length)
                        .isInstanceOfSatisfying(
                                MusterException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ENCODING))
                        .hasMessageContaining("at byte " + length);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void refusesWhatIsNotCompressedOrFollowedByAnythingElse(Decompression encoding) throws IOException {
        refuses(encoding, PLAIN, ErrorCode.INVALID_ENCODING);
        byte[] followed = concat(compress(encoding, PLAIN), "more".getBytes(UTF_8));
        refuses(encoding, followed, ErrorCode.INVALID_ENCODING);
    }

    @Test
    void refusesGzipWhoseChecksumIsWrong() throws IOException {
        byte[] gzip = compress(Decompression.GZIP, PLAIN);
        gzip[gzip.length - 6] ^= 1;
        refuses(Decompression.GZIP, gzip, ErrorCode.INVALID_ENCODING);
    }

    @Test
    void readsGzipHeadersWithEveryOption() throws IOException {
        byte[] gzip = compress(Decompression.GZIP, PLAIN);
        byte[] options = {2, 0, 9, 9, 'n', 'a', 'm', 'e', 0, 'c', 0, 1, 2};
        byte[] header = Arrays.copyOf(gzip, 10);
        header[3] = 4 + 8 + 16 + 2;
        byte[] body = Arrays.copyOfRange(gzip, 10, gzip.length);
        assertThat(all(Decompression.GZIP, concat(concat(header, options), body)))
                .isEqualTo(PLAIN);
    }

    @Test
    void refusesZstdWithTooLargeAWindow() throws IOException {
        assertThat(all(Decompression.ZSTD, frameWithWindow(27))).asString().isEqualTo("a");
        refuses(Decompression.ZSTD, frameWithWindow(28), ErrorCode.INVALID_ENCODING);
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void refusesBombs(Decompression encoding) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = writer(encoding, bytes)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 80; i++) {
                out.write(zeros);
            }
        }
        byte[] bomb = bytes.toByteArray();
        assertThat(bomb.length).isLessThan(83_000);
        refuses(encoding, bomb, ErrorCode.TOO_LARGE);
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void refusesBombsWithSomethingInThem(Decompression encoding) throws IOException {
        byte[] bomb = mixed(encoding, 600);
        assertThat((80 << 20) / bomb.length).isBetween(400, 2_000);
        refuses(encoding, bomb, ErrorCode.TOO_LARGE);
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void readsRepetitiveDataOfAnySize(Decompression encoding) throws IOException {
        byte[] dense = mixed(encoding, encoding == Decompression.GZIP ? 3_000 : 4_000);
        assertThat((80 << 20) / dense.length).isBetween(200, 290);
        assertThat(all(encoding, dense)).hasSize(80 << 20);
    }

    /** 80 MiB of zeros, of which each begins with so many bytes of what cannot be compressed. */
    private static byte[] mixed(Decompression encoding, int noise) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Random random = new Random(7);
        byte[] start = new byte[noise];
        try (OutputStream out = writer(encoding, bytes)) {
            for (int i = 0; i < 80; i++) {
                random.nextBytes(start);
                out.write(Arrays.copyOf(start, 1 << 20));
            }
        }
        return bytes.toByteArray();
    }

    /** One raw block of one byte, after a header that asks for a window of that power of two. */
    private static byte[] frameWithWindow(int log) {
        return new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0, (byte) ((log - 10) << 3), 9, 0, 0, 'a'};
    }

    private static void refuses(Decompression encoding, byte[] bytes, ErrorCode code) {
        assertThatThrownBy(() -> all(encoding, bytes))
                .isInstanceOfSatisfying(
                        MusterException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static byte[] all(Decompression encoding, byte[] bytes) throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        try (InputStream in = encoding.open(new ByteArrayInputStream(bytes))) {
            in.transferTo(plain);
        }
        return plain.toByteArray();
    }

    private static byte[] compress(Decompression encoding, byte[] plain) throws IOException {
        if (encoding == Decompression.ZSTD) {
            return Zstd.compress(plain);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = writer(encoding, bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    private static OutputStream writer(Decompression encoding, OutputStream out) throws IOException {
        return switch (encoding) {
            case IDENTITY -> out;
            case GZIP -> new GZIPOutputStream(out);
            case ZSTD -> new ZstdOutputStreamNoFinalizer(out);
        };
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] plain() {
        Random random = new Random(5);
        byte[] plain = new byte[200_000];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = (byte) ('a' + random.nextInt(20));
        }
        return plain;
    }
}
