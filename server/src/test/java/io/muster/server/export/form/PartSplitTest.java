package io.muster.server.export.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.engine.CsvDialect;
import io.muster.engine.Deadline;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartSplitTest {

    private static final CsvDialect CSV = CsvDialect.PLAIN;

    @TempDir
    private Path directory;

    @Test
    void everyPartBeginsWithTheHeader() throws IOException {
        assertThat(split("h\n1\n\"2\n2\"\n3\n", CSV, 2, Long.MAX_VALUE)).containsExactly("h\n1\n\"2\n2\"\n", "h\n3\n");
    }

    @Test
    void aPartHasNoMoreBytesThanItMay() throws IOException {
        assertThat(split("h\naaaa\nbbbb\ncc\ndddddddddddd\ne\n", CSV, Long.MAX_VALUE, 12))
                .containsExactly("h\naaaa\nbbbb\n", "h\ncc\n", "h\ndddddddddddd\n", "h\ne\n");
    }

    @Test
    void thereAreNoMorePartsThanMayBe() throws IOException {
        String most = "h\n" + "1\n".repeat(PartSplit.MAX_PARTS);

        assertThat(split(most, CSV, 1, Long.MAX_VALUE)).hasSize(PartSplit.MAX_PARTS);
        Path whole = Files.writeString(directory.resolve("more"), most + "1\n");
        assertThatThrownBy(() -> new PartSplit(CSV, Long.MAX_VALUE, 4)
                        .split(whole, number -> directory.resolve("none-" + number), Deadline.none()))
                .isInstanceOfSatisfying(
                        MusterException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE))
                .hasMessageContaining("more than 10000 files");
        assertThat(directory.resolve("none-1")).doesNotExist();
    }

    @Test
    void aFileWithoutRowsIsOnePart() throws IOException {
        assertThat(split("h\n", CSV, 2, 10)).containsExactly("h\n");
        assertThat(split("", null, 2, 10)).containsExactly("");
    }

    @Test
    void aByteOrderMarkStandsInEveryPart() throws IOException {
        CsvDialect marked = new CsvDialect(';', '\'', "", true, true, false, true);

        assertThat(split("\uFEFF1\r\n'a\r\nb'\r\n", marked, 1, Long.MAX_VALUE))
                .containsExactly("\uFEFF1\r\n", "\uFEFF'a\r\nb'\r\n");
    }

    @RepeatedTest(30)
    void partsPutTogetherAreTheWhole(RepetitionInfo repetition) throws IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        StringBuilder text = new StringBuilder("\"he\nad\",b\n");
        for (int row = 0; row < random.nextInt(200); row++) {
            text.append("x".repeat(random.nextInt(2_000)))
                    .append(",\"a\n\"\"")
                    .append(row)
                    .append("\"\n");
        }
        Path whole = Files.writeString(directory.resolve("whole"), text);

        List<PartSplit.Written> parts = new PartSplit(CSV, 1 + random.nextInt(50), 1 + random.nextInt(50_000))
                .split(whole, number -> directory.resolve("part" + number), Deadline.none());
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        PartJoin join = new PartJoin(CSV, ExportFormat.CSV, joined);
        for (PartSplit.Written part : parts) {
            try (InputStream in = Files.newInputStream(part.file())) {
                join.add(in, Deadline.none());
            }
        }

        assertThat(joined.toString(StandardCharsets.UTF_8)).isEqualTo(text.toString());
    }

    private List<String> split(String text, @Nullable CsvDialect csv, long rows, long bytes) throws IOException {
        Path whole = directory.resolve("whole" + text.hashCode());
        Files.writeString(whole, text);
        List<String> parts = new ArrayList<>();
        for (PartSplit.Written part : new PartSplit(csv, rows, bytes)
                .split(whole, number -> directory.resolve(whole.getFileName() + "-" + number), Deadline.none())) {
            parts.add(Files.readString(part.file()));
        }
        return parts;
    }
}
