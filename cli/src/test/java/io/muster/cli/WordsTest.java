package io.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @Test
    void numbersAndSizesAreForPeople() {
        assertThat(Words.number(48210)).isEqualTo("48,210");
        assertThat(Words.number(1, "row", "rows")).isEqualTo("1 row");
        assertThat(Words.bytes(1)).isEqualTo("1 byte");
        assertThat(Words.bytes(999)).isEqualTo("999 bytes");
        assertThat(Words.bytes(71_904)).isEqualTo("71.9 kB");
        assertThat(Words.bytes(999_960)).isEqualTo("1.0 MB");
        assertThat(Words.duration(Duration.ofMillis(2314))).isEqualTo("2.31 s");
        assertThat(Words.duration(Duration.ofSeconds(200))).isEqualTo("3 min 20 s");
        assertThat(Words.rate(1000, Duration.ofMillis(500), "rows")).isEqualTo("2,000 rows/s");
    }

    @Test
    void aLineIsPrintedEveryFiveSeconds() {
        long[] now = {0};
        StringWriter out = new StringWriter();
        Meter meter = new LineMeters(new PrintWriter(out, true), () -> now[0]).bytes("a.csv", 2_000_000);

        meter.advanced(1, 2_000_000);
        now[0] = Duration.ofSeconds(6).toNanos();
        meter.advanced(500_000, 2_000_000);
        meter.advanced(600_000, 2_000_000);
        now[0] = Duration.ofSeconds(12).toNanos();
        meter.advanced(700_000, -1);

        assertThat(out.toString()).isEqualTo("a.csv: 500.0 kB of 2.0 MB (25 %)\na.csv: 700.0 kB\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''|0", "a,b|0", "a,b\\n|0", "a\\n1|1", "a\\n1\\n2\\n|2", "a\\n\"1\\n\"\"\\n\"\\n2\\n|2"})
    void csvRowsAreCountedWithoutTheHeader(String text, long rows) throws IOException {
        byte[] bytes = text.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8);

        assertThat(RowCount.csv(new ByteArrayInputStream(bytes), null)).isEqualTo(rows);
    }

    @Test
    void ndjsonRowsAreLines() throws IOException {
        byte[] bytes = "{\"a\":\"\\\"\"}\n{}\n".getBytes(StandardCharsets.UTF_8);

        assertThat(RowCount.ndjson(new ByteArrayInputStream(bytes))).isEqualTo(2);
    }
}
