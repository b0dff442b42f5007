package io.muster.engine.duckdb;

import io.muster.engine.Deadline;
import io.muster.engine.duckdb.Vectors.ChunkReader;
import io.muster.engine.match.GreatCircle;
import io.muster.engine.match.SequenceRules;
import io.muster.engine.match.SequenceSearch;
import io.muster.engine.sql.OrdinalsQuery;
import java.util.List;
import org.duckdb.DuckDBReadableVector;
import org.jooq.Select;
import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.RoaringBitmap;

/** Runs the queries of leaves and makes bitmaps of what they yield. */
final class Ordinals {

    private final Vectors vectors;
    private final State state;
    private final int profiles;

    Ordinals(Session session, State state, Deadline deadline) {
        this.vectors = new Vectors(session, deadline);
        this.state = state;
        this.profiles = state.profiles();
    }

    RoaringBitmap of(OrdinalsQuery query) {
        return switch (query) {
            case OrdinalsQuery.Constant(boolean everyone) -> everyone ? state.everyone() : new RoaringBitmap();
            case OrdinalsQuery.Rows(var select, boolean complement) -> complement(rows(select), complement);
            case OrdinalsQuery.Counted(var select, long atLeast, long atMost, boolean complement) ->
                complement(counted(select, atLeast, atMost), complement);
            case OrdinalsQuery.Located(var select, GreatCircle circle) -> located(select, circle);
            case OrdinalsQuery.Ordered(var select, SequenceRules rules) -> ordered(select, rules);
        };
    }

    private RoaringBitmap complement(RoaringBitmap found, boolean complement) {
        if (complement) {
            found.flip(0L, profiles);
            found.andNot(state.retired());
        }
        return found;
    }

    private RoaringBitmap rows(Select<?> select) {
        long[] words = new long[profiles / Long.SIZE + 1];
        vectors.stream(select, each(ordinal -> set(words, ordinal)));
        return BitSetUtil.bitmapOf(words);
    }

    private RoaringBitmap counted(Select<?> select, long atLeast, long atMost) {
        ProfileCounts counts = new ProfileCounts(profiles, atLeast, atMost);
        vectors.stream(select, each(counts::add));
        return counts.bitmap();
    }

    /** The ordinals that the statement yields. */
    RoaringBitmap of(String sql) {
        long[] words = new long[profiles / Long.SIZE + 1];
        vectors.stream(sql, List.of(), each(ordinal -> set(words, ordinal)));
        return BitSetUtil.bitmapOf(words);
    }

    /** How many different ordinals the statement yields. */
    long distinct(String sql) {
        long[] words = new long[profiles / Long.SIZE + 1];
        vectors.stream(sql, List.of(), each(ordinal -> set(words, ordinal)));
        long distinct = 0;
        for (long word : words) {
            distinct += Long.bitCount(word);
        }
        return distinct;
    }

    private RoaringBitmap located(Select<?> select, GreatCircle circle) {
        long[] words = new long[profiles / Long.SIZE + 1];
        vectors.stream(select, (chunk, rows) -> {
            DuckDBReadableVector ordinals = chunk.vector(0);
            DuckDBReadableVector lats = chunk.vector(1);
            DuckDBReadableVector lons = chunk.vector(2);
            for (long row = 0; row < rows; row++) {
                if (circle.contains(lats.getDouble(row), lons.getDouble(row))) {
                    set(words, ordinals.getInt(row));
                }
            }
        });
        return BitSetUtil.bitmapOf(words);
    }

    private RoaringBitmap ordered(Select<?> select, SequenceRules rules) {
        return new SequenceSearch(rules, profiles)
                .find(row -> vectors.stream(select, (chunk, rows) -> {
                    DuckDBReadableVector ordinals = chunk.vector(0);
                    DuckDBReadableVector times = chunk.vector(1);
                    DuckDBReadableVector events = chunk.vector(2);
                    for (long i = 0; i < rows; i++) {
                        row.accept(ordinals.getInt(i), times.getLong(i), events.getInt(i));
                    }
                }));
    }

    private static void set(long[] words, int ordinal) {
        words[ordinal >> 6] |= 1L << ordinal;
    }

    /** Takes an ordinal. */
    @FunctionalInterface
    private interface OrdinalConsumer {
        void accept(int ordinal);
    }

    private static ChunkReader each(OrdinalConsumer consumer) {
        return (chunk, rows) -> {
            DuckDBReadableVector ordinals = chunk.vector(0);
            for (long row = 0; row < rows; row++) {
                consumer.accept(ordinals.getInt(row));
            }
        };
    }
}
