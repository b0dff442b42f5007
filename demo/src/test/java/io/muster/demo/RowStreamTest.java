package io.muster.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RowStreamTest {
    @Test
    void writesARowOnEachLine() throws IOException {
        AtomicBoolean closed = new AtomicBoolean();
        try (RowStream rows =
                new RowStream(Stream.of(Map.of("id", "1"), Map.of("id", "å")).onClose(() -> closed.set(true)))) {
            assertThat(new String(rows.readAllBytes(), UTF_8)).isEqualTo("{\"id\":\"1\"}\n{\"id\":\"å\"}\n");
            assertThat(rows.count()).isEqualTo(2);
            assertThat(rows.read()).isEqualTo(-1);
        }
        assertThat(closed).isTrue();
    }

    @Test
    void readsInPiecesOfAnySize() throws IOException {
        try (RowStream rows = new RowStream(Stream.of("abc", "def"))) {
            byte[] piece = new byte[4];
            assertThat(rows.read()).isEqualTo('"');
            assertThat(rows.readNBytes(piece, 0, 4)).isEqualTo(4);
            assertThat(new String(piece, UTF_8)).isEqualTo("abc\"");
            assertThat(new String(rows.readAllBytes(), UTF_8)).isEqualTo("\n\"def\"\n");
        }
    }

    @Test
    void noRowsAreAnEmptyStream() throws IOException {
        try (RowStream rows = new RowStream(Stream.of())) {
            assertThat(rows.readAllBytes()).isEmpty();
        }
    }
}
