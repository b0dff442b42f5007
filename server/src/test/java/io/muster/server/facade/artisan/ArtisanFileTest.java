package io.muster.server.facade.artisan;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.engine.TableReader;
import io.muster.server.conformance.Proves;
import io.muster.server.export.Export.Column;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ArtisanFileTest {
    private static final List<Column> COLUMNS = List.of(
            new Column("export_key", "text", "export_key", null),
            new Column("attribute:artisanId", "text", "attribute:artisanId", null),
            new Column("id", "text", "id", null),
            new Column("a name", "text", "attribute:name", null),
            new Column("sum", "number", "sum(Order Completed.total)", null));

    @Test
    void everyValueIsText() {
        assertThat(ArtisanText.of(null)).isEmpty();
        assertThat(ArtisanText.of(true)).isEqualTo("true");
        assertThat(ArtisanText.of(-7L)).isEqualTo("-7");
        assertThat(ArtisanText.of(1e21)).isEqualTo("1000000000000000000000");
        assertThat(ArtisanText.of(0.1)).isEqualTo("0.1");
        assertThat(ArtisanText.of(new BigDecimal("10.50"))).isEqualTo("10.5");
        assertThat(ArtisanText.of(new BigDecimal("0.000"))).isEqualTo("0");
        assertThat(ArtisanText.of(List.of("a\"b", 1))).isEqualTo("[\"a\\\"b\",1]");
    }

    @Test
    void onlyTheIdAndTheAttributesAreInTheFile() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        ArtisanFile.write(JsonMapper.shared(), COLUMNS, new Rows(1, "\u0000\uD83D\uDE00"), out);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"artisanUserIds\":[{\"artisanId\":\"2\",\"name\":\"\\u0000\uD83D\uDE00\"}]}");
    }

    @Test
    @Proves("artisan-76")
    void theMemoryDoesNotGrowWithTheFile() {
        Measured out = new Measured();

        ArtisanFile.write(JsonMapper.shared(), COLUMNS, new Rows(2_000, "x".repeat(100_000)), out);

        assertThat(out.bytes).isGreaterThan(200_000_000);
        assertThat(out.mostUsed - out.usedAtFirst).isLessThan(40_000_000);
    }

    /** Rows without end but for a number: their column's number, and once a text. */
    private static final class Rows implements TableReader {
        private final String text;
        private int left;

        Rows(int count, String text) {
            this.left = count;
            this.text = text;
        }

        @Override
        public List<String> columns() {
            return COLUMNS.stream().map(Column::name).toList();
        }

        @Override
        public boolean next() {
            return left-- > 0;
        }

        @Override
        public @Nullable Object value(int column) {
            return column == 3 ? text : (Object) column;
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }

    /** Counts bytes, and looks now and then how much memory is in use that cannot be freed. */
    private static final class Measured extends OutputStream {
        private static final long STEP = 50_000_000;

        private final long usedAtFirst = used();
        private long mostUsed;
        private long bytes;
        private long next = STEP;

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] some, int offset, int length) {
            bytes += length;
            if (bytes > next) {
                next += STEP;
                mostUsed = Math.max(mostUsed, used());
            }
        }

        private static long used() {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            return runtime.totalMemory() - runtime.freeMemory();
        }
    }
}
