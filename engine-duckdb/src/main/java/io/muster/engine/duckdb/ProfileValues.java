package io.muster.engine.duckdb;

import io.muster.engine.match.ProfileNumbers;
import io.muster.engine.sql.ValuesQuery;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/** Runs the queries for one value of each profile. */
final class ProfileValues {

    private final Vectors vectors;
    private final int profiles;
    private final ProfileNumbers into;

    /** @param profiles how many there are */
    ProfileValues(Vectors vectors, int profiles, ProfileNumbers into) {
        this.vectors = vectors;
        this.profiles = profiles;
        this.into = into;
    }

    void add(ValuesQuery query) {
        switch (query) {
            case ValuesQuery.Numbers(var select) -> vectors.stream(select, this::numbers);
            case ValuesQuery.Dates(var select, ZoneId zone) ->
                vectors.stream(select, (chunk, rows) -> dates(chunk, rows, zone));
            case ValuesQuery.Counts counts -> counts(counts);
            case ValuesQuery.Latest latest -> latest(latest);
        }
    }

    private void numbers(DuckDBDataChunkReader chunk, long rows) {
        DuckDBReadableVector ordinals = chunk.vector(0);
        DuckDBReadableVector numbers = chunk.vector(1);
        for (long row = 0; row < rows; row++) {
            into.number(ordinals.getInt(row), numbers.getDouble(row));
        }
    }

    private void dates(DuckDBDataChunkReader chunk, long rows, ZoneId zone) {
        DuckDBReadableVector ordinals = chunk.vector(0);
        DuckDBReadableVector instants = chunk.vector(1);
        DuckDBReadableVector days = chunk.vector(2);
        for (long row = 0; row < rows; row++) {
            long millis = instants.isNull(row) ? start(days.getInt(row), zone) : instants.getLong(row);
            into.date(ordinals.getInt(row), millis);
        }
    }

    private static long start(int epochDay, ZoneId zone) {
        return LocalDate.ofEpochDay(epochDay).atStartOfDay(zone).toInstant().toEpochMilli();
    }

    private void counts(ValuesQuery.Counts query) {
        int[] counts = new int[profiles];
        vectors.stream(query.select(), (chunk, rows) -> {
            DuckDBReadableVector ordinals = chunk.vector(0);
            for (long row = 0; row < rows; row++) {
                counts[ordinals.getInt(row)]++;
            }
        });
        for (int ordinal = 0; ordinal < profiles; ordinal++) {
            if (counts[ordinal] > 0) {
                into.number(ordinal, counts[ordinal]);
            }
        }
    }

    private void latest(ValuesQuery.Latest query) {
        long[] latest = new long[profiles];
        Arrays.fill(latest, Long.MIN_VALUE);
        vectors.stream(query.select(), (chunk, rows) -> {
            DuckDBReadableVector ordinals = chunk.vector(0);
            DuckDBReadableVector times = chunk.vector(1);
            for (long row = 0; row < rows; row++) {
                int ordinal = ordinals.getInt(row);
                latest[ordinal] = Math.max(latest[ordinal], times.getLong(row));
            }
        });
        for (int ordinal = 0; ordinal < profiles; ordinal++) {
            if (latest[ordinal] != Long.MIN_VALUE) {
                into.number(ordinal, value(latest[ordinal], query.days()));
            }
        }
    }

    private static double value(long millis, @Nullable ZoneId days) {
        long value = days == null
                ? millis
                : LocalDate.ofInstant(Instant.ofEpochMilli(millis), days).toEpochDay();
        return (double) value;
    }
}
