package io.muster.engine.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same random events, once as NDJSON and once as CSV, have to become the same rows. */
class CsvNdjsonEquivalenceTest {

    private static final int ROWS = 3_000;
    private static final String[] PIECES = {
        "a", "Z", " ", ",", ";", "\"", "\"\"", "'", "\n", "\r", "\r\n", "\t", "\\", "\0", "å", "😀", "{", "[1]", "null",
        "0", "\u2028", "\uFEFF", "\u007F", "=1+1"
    };

    @TempDir
    private Path dir;

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void readsTheSameRowsFromBoth(long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder csv = new StringBuilder("profile,text,name,whole,price,flag,time,list,id\n");
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < ROWS; i++) {
            add(random, csv, json);
        }
        Path file = dir.resolve("events.csv");
        Files.write(file, csv.toString().getBytes(UTF_8));
        ZoneId zone = ZoneId.of("Europe/Stockholm");
        Map<String, ColumnType> types = Map.of("list", ColumnType.LIST, "text", ColumnType.TEXT);
        ReadOptions options = new ReadOptions(Map.of(), types, zone, null, null, ',');
        RejectedRowList rejected = new RejectedRowList(10);
        ReadRows fromCsv =
                ReadRows.of(CsvReader.open(file, RowKind.EVENTS, options, rejected), RowKind.EVENTS, rejected);
        ReadRows fromJson = ReadRows.ndjson(RowKind.EVENTS, json.toString().getBytes(UTF_8), zone);
        assertThat(fromCsv.rejected()).as("seed %d", seed).isEmpty();
        assertThat(fromJson.rejected()).as("seed %d", seed).isEmpty();
        assertThat(fromJson.rows()).hasSize(ROWS);
        assertThat(fromCsv.rows()).as("seed %d", seed).isEqualTo(fromJson.rows());
    }

    private static void add(Random random, StringBuilder csv, StringBuilder json) {
        String profile = "p" + text(random);
        String text = text(random);
        String name = "n" + text(random);
        String whole = String.valueOf(random.nextLong(-1_000_000_000_000L, 1_000_000_000_000L));
        String price = random.nextInt(-999, 999) + "." + random.nextInt(100_000);
        String flag = String.valueOf(random.nextBoolean());
        String time = "2026-%02d-%02d".formatted(1 + random.nextInt(12), 1 + random.nextInt(28))
                + (random.nextBoolean() ? "" : "T%02d:30".formatted(random.nextInt(24)));
        String list = "[" + random.nextInt(9) + ".50, " + JsonTexts.quote(text(random)) + "]";
        String id = "e" + random.nextInt();
        csv.append(String.join(
                        ",", cell(profile), cell(text), cell(name), whole, price, flag, time, cell(list), cell(id)))
                .append(random.nextBoolean() ? "\n" : "\r\n");
        json.append("{\"id\":%s,\"profile\":%s,\"name\":%s,\"time\":\"%s\",\"properties\":{"
                        .formatted(JsonTexts.quote(id), JsonTexts.quote(profile), JsonTexts.quote(name), time))
                .append("\"text\":%s,\"whole\":%s,\"price\":%s,\"flag\":%s,\"list\":%s}}\n"
                        .formatted(JsonTexts.quote(text), whole, price, flag, list));
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static String cell(String value) {
        return "\"" + value.replace("\"", "\"\"") + "\"";
    }
}
