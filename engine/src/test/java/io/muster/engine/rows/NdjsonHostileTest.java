package io.muster.engine.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Good lines have to come through whatever stands between them, and every other line must be told of once. */
class NdjsonHostileTest {

    private static final int LINES = 4_000;
    private static final String SAMPLE =
            "{\"id\":\"x\",\"profile\":\"p\",\"name\":\"Order å\",\"time\":\"2026-01-01T00:00:00Z\","
                    + "\"properties\":{\"a\":{\"b\":[1,{\"c\":null}]},\"n\":-1.5e3,\"t\":\"\\u00e5\\ud83d\\ude00\"}}";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void readsEveryGoodLineBetweenMutatedOnes(long seed) {
        Random random = new Random(seed);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        List<String> good = new ArrayList<>();
        int mutated = 0;
        for (int line = 1; line <= LINES; line++) {
            if (random.nextInt(3) == 0) {
                String id = "good-" + line;
                good.add(id);
                file.writeBytes(("{\"id\":\"" + id + "\",\"profile\":\"" + line
                                + "\",\"name\":\"n\",\"time\":1,\"properties\":{\"a.b\":1}}")
                        .getBytes(UTF_8));
            } else {
                mutated++;
                file.writeBytes(mutate(random));
            }
            file.write('\n');
        }
        ReadRows read = ReadRows.ndjson(RowKind.EVENTS, file.toByteArray(), ZoneOffset.UTC);
        assertThat(read.rows().stream()
                        .filter(row -> row.getOrDefault("$id", "").startsWith("good-")))
                .as("seed %d", seed)
                .allSatisfy(row -> assertThat(row).hasSize(5).containsEntry("a.b", "long 1"))
                .extracting(row -> row.get("$id"))
                .isEqualTo(good);
        assertThat(read.rows().size() - good.size() + read.rejected().size())
                .as("seed %d", seed)
                .isEqualTo(mutated);
        assertThat(read.rejected()).extracting(RejectedRowList.Rejected::line).isSorted();
        assertThat(read.rejected())
                .allSatisfy(rejected ->
                        assertThat(Utf8.isStorable(rejected.detail())).isTrue());
    }

    private static byte[] mutate(Random random) {
        byte[] bytes = SAMPLE.getBytes(UTF_8);
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int at = 1 + random.nextInt(bytes.length - 1);
            switch (random.nextInt(3)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes = java.util.Arrays.copyOf(bytes, at + 1);
                case 2 -> System.arraycopy(bytes, 0, bytes, at / 2 + 1, bytes.length - at / 2 - 1);
                default -> throw new IllegalStateException();
            }
        }
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == '\n' ? (byte) ' ' : bytes[i];
        }
        return bytes;
    }
}
