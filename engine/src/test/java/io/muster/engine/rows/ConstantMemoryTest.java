package io.muster.engine.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.time.ZoneOffset;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/** Files that would not fit the memory of the tests, were they kept. */
class ConstantMemoryTest {

    @Test
    void readsMillionsOfRows() {
        Generated file = new Generated(
                2_000_000,
                i -> "{\"profile\":\"" + i + "\",\"name\":\"n\",\"time\":" + i + ",\"properties\":{\"a\":1}}\n");
        assertThat(count(file, RowKind.EVENTS).rows).isEqualTo(2_000_000);
    }

    @Test
    void skipsALineOfMoreThanTheMemory() {
        String mebibyte = "x".repeat(1 << 20);
        Generated file = new Generated(1_102, i -> i < 1_100 ? mebibyte : "\n{\"id\":\"" + i + "\"}\n");
        Counted counted = count(file, RowKind.PROFILES);
        assertThat(counted.rows).isEqualTo(2);
        assertThat(counted.refused).isEqualTo(1);
    }

    @Test
    void endsABatchBeforeItsColumnsFillTheMemory() {
        Generated file = new Generated(5_000, i -> "{\"id\":\"" + i + "\",\"attributes\":{" + names(i) + "}}\n");
        Counted counted = count(file, RowKind.PROFILES);
        assertThat(counted.rows).isEqualTo(5_000);
        assertThat(counted.mostFields).isLessThan(2_100);
    }

    @Test
    void endsABatchBeforeItsColumnsFillTheMemoryWhereAllRowsAreRefused() {
        Generated file = new Generated(5_000, i -> "{\"attributes\":{" + names(i) + "}}\n");
        assertThat(count(file, RowKind.PROFILES).refused).isEqualTo(5_000);
    }

    @Test
    void endsABatchBeforeItsTextsFillTheMemory() {
        String text = "x".repeat(1_000_000);
        Generated file = new Generated(1_500, i -> "{\"id\":\"" + i + "\",\"attributes\":{\"a\":\"" + text + "\"}}\n");
        assertThat(count(file, RowKind.PROFILES).rows).isEqualTo(1_500);
    }

    private static String names(long row) {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            names.append(i == 0 ? "" : ",")
                    .append("\"r")
                    .append(row)
                    .append('_')
                    .append(i)
                    .append("\":1");
        }
        return names.toString();
    }

    private static Counted count(InputStream file, RowKind kind) {
        Counted counted = new Counted();
        RowBatch batch = new RowBatch(kind);
        RejectedRows rejected = (line, code, detail) -> counted.refused++;
        try (NdjsonReader reader = new NdjsonReader(file, kind, ZoneOffset.UTC, rejected)) {
            while (reader.read(batch)) {
                counted.rows += batch.size();
                counted.mostFields = Math.max(counted.mostFields, batch.fields().size());
            }
        }
        return counted;
    }

    private static final class Counted {
        private long rows;
        private long refused;
        private int mostFields;
    }

    /** Makes the file piece by piece while it is read. */
    private static final class Generated extends InputStream {
        private final long pieces;
        private final LongFunction<String> piece;
        private byte[] now = new byte[0];
        private int at;
        private long next;

        Generated(long pieces, LongFunction<String> piece) {
            this.pieces = pieces;
            this.piece = piece;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (at == now.length) {
                if (next == pieces) {
                    return -1;
                }
                now = piece.apply(next++).getBytes(UTF_8);
                at = 0;
            }
            int count = Math.min(length, now.length - at);
            System.arraycopy(now, at, target, offset, count);
            at += count;
            return count;
        }
    }
}
