package io.muster.engine.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.time.ZoneOffset;
import java.util.Locale;

/** A small measurement to run by hand: rows of typical events read in a second on one core. */
final class NdjsonSpeed {

    private static final int ROWS = 50_000;
    private static final int ROUNDS = 60;
    private static final int WARM_UP = 20;

    private NdjsonSpeed() {}

    public static void main(String[] args) {
        byte[] file = events();
        System.out.printf(Locale.ROOT, "%d bytes a row%n", file.length / ROWS);
        double best = 0;
        double sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            long rows = read(file);
            double rate = rows * 1e9 / (System.nanoTime() - start);
            best = Math.max(best, rate);
            sum += round < WARM_UP ? 0 : rate;
        }
        System.out.printf(Locale.ROOT, "mean %,.0f rows/s, best %,.0f%n", sum / (ROUNDS - WARM_UP), best);
    }

    private static long read(byte[] file) {
        RowBatch batch = new RowBatch(RowKind.EVENTS);
        RejectedRowList rejected = new RejectedRowList(1);
        long rows = 0;
        try (NdjsonReader reader =
                new NdjsonReader(new ByteArrayInputStream(file), RowKind.EVENTS, ZoneOffset.UTC, rejected)) {
            while (reader.read(batch)) {
                rows += batch.size();
            }
        }
        if (rows != ROWS) {
            throw new IllegalStateException(rows + " rows, " + rejected.first());
        }
        return rows;
    }

    private static byte[] events() {
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < ROWS; i++) {
            file.append("{\"id\":\"e-%d\",\"profile\":\"%d\",\"name\":\"Order Completed\","
                            .formatted(1_000_000 + i, i % 999))
                    .append("\"time\":\"2026-01-%02dT12:%02d:00Z\",".formatted(1 + i % 28, i % 60))
                    .append("\"properties\":{\"total\":%d.5,\"currency\":\"EUR\",\"items\":%d,"
                            .formatted(i % 500, i % 7))
                    .append("\"coupon\":null,\"category\":\"shoes\",\"first\":true}}\n");
        }
        return file.toString().getBytes(UTF_8);
    }
}
