package io.muster.engine.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void splitsAsANaiveSplitDoesHoweverTheBytesArrive(long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < 300; line++) {
            text.append(line(random)).append(random.nextInt(4) == 0 ? "\r\n" : "\n");
        }
        text.append("last");
        List<String> expected = text.toString()
                .lines()
                .map(line -> line.endsWith("\r") ? line.substring(0, line.length() - 1) : line)
                .toList();
        assertThat(lines(new Trickle(text.toString().getBytes(UTF_8), random)))
                .as("seed %d", seed)
                .isEqualTo(expected);
    }

    @Test
    void tellsWhichLinesMayHaveEscapesAndOtherThanAscii() {
        LineReader lines = reader("plain text\nwith \\ in it\nwith å in it\n");
        assertThat(lines.next()).isTrue();
        assertThat(lines.next()).isTrue();
        assertThat(lines.mayHaveEscapes()).isTrue();
        assertThat(lines.next()).isTrue();
        assertThat(lines.mayHaveOther()).isTrue();
        assertThat(lines.next()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 2, 3, 5, 6, 7, 1 << 20, 5_000_000})
    void skipsWhatIsLongerThanTheLimit(int over) {
        String line = "x".repeat(RowLimits.LENGTH + over);
        LineReader lines = reader("a\n" + line + "\r\nb\n" + line);
        assertThat(lines.next()).isTrue();
        assertThat(lines.next()).isTrue();
        assertThat(lines.isTooLong()).isEqualTo(over > 0);
        assertThat(lines.next()).isTrue();
        assertThat(text(lines)).isEqualTo("b");
        assertThat(lines.isTooLong()).isFalse();
        assertThat(lines.number()).isEqualTo(3);
        assertThat(lines.next()).isTrue();
        assertThat(lines.isTooLong()).isEqualTo(over > 0);
        assertThat(lines.next()).isFalse();
        assertThat(lines.buffer().length).isLessThan(RowLimits.LENGTH + 10);
    }

    @Test
    void dropsAByteOrderMarkAtTheBeginningOnly() {
        assertThat(lines(new ByteArrayInputStream("\uFEFFa\n\uFEFFb".getBytes(UTF_8))))
                .containsExactly("a", "\uFEFFb");
        assertThat(lines(new ByteArrayInputStream("\uFEFF".getBytes(UTF_8)))).containsExactly("");
        assertThat(lines(new ByteArrayInputStream(new byte[0]))).isEmpty();
    }

    private static String line(Random random) {
        StringBuilder line = new StringBuilder();
        int length = random.nextInt(10) == 0 ? random.nextInt(100_000) : random.nextInt(40);
        for (int i = 0; i < length; i++) {
            line.appendCodePoint(random.nextInt(20) == 0 ? 0x1F600 + random.nextInt(50) : ' ' + random.nextInt(95));
        }
        return line.toString();
    }

    private static LineReader reader(String text) {
        return new LineReader(new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    private static List<String> lines(InputStream in) {
        List<String> all = new ArrayList<>();
        try (LineReader lines = new LineReader(in)) {
            while (lines.next()) {
                all.add(text(lines));
            }
        }
        return all;
    }

    private static String text(LineReader lines) {
        return new String(lines.buffer(), lines.start(), lines.end() - lines.start(), UTF_8);
    }

    /** Gives bytes in pieces of any size, down to one. */
    private static final class Trickle extends ByteArrayInputStream {
        private final Random random;

        Trickle(byte[] bytes, Random random) {
            super(bytes);
            this.random = random;
        }

        @Override
        public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, 1 + random.nextInt(random.nextBoolean() ? 3 : 5000)));
        }
    }
}
