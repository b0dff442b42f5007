package io.muster.engine.duckdb;

import io.muster.engine.Deadline;
import io.muster.engine.sql.OrdinalsQuery;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBReadableVector;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.RoaringBitmap;

/** Runs the queries of leaves and makes bitmaps of what they yield. */
final class Ordinals {

    private static final DSLContext RENDERER = DSL.using(SQLDialect.DUCKDB);

    private final Session session;
    private final int profiles;
    private final Deadline deadline;

    /** @param profiles how many there are */
    Ordinals(Session session, int profiles, Deadline deadline) {
        this.session = session;
        this.profiles = profiles;
        this.deadline = deadline;
    }

    RoaringBitmap of(OrdinalsQuery query) {
        return switch (query) {
            case OrdinalsQuery.Constant(boolean everyone) ->
                everyone ? RoaringBitmap.bitmapOfRange(0, profiles) : new RoaringBitmap();
            case OrdinalsQuery.Rows(var select, boolean complement) -> complement(rows(select), complement);
            case OrdinalsQuery.Counted(var select, long atLeast, long atMost, boolean complement) ->
                complement(counted(select, atLeast, atMost), complement);
        };
    }

    private RoaringBitmap complement(RoaringBitmap found, boolean complement) {
        if (complement) {
            found.flip(0L, profiles);
        }
        return found;
    }

    private RoaringBitmap rows(Select<?> select) {
        long[] words = new long[profiles / Long.SIZE + 1];
        stream(select, ordinal -> words[ordinal >> 6] |= 1L << ordinal);
        return BitSetUtil.bitmapOf(words);
    }

    private RoaringBitmap counted(Select<?> select, long atLeast, long atMost) {
        ProfileCounts counts = new ProfileCounts(profiles, atLeast, atMost);
        stream(select, counts::add);
        return counts.bitmap();
    }

    /** The ordinals that the statement yields. */
    RoaringBitmap of(String sql) {
        long[] words = new long[profiles / Long.SIZE + 1];
        stream(sql, List.of(), ordinal -> words[ordinal >> 6] |= 1L << ordinal);
        return BitSetUtil.bitmapOf(words);
    }

    /** How many different ordinals the statement yields. */
    long distinct(String sql) {
        long[] words = new long[profiles / Long.SIZE + 1];
        stream(sql, List.of(), ordinal -> words[ordinal >> 6] |= 1L << ordinal);
        long distinct = 0;
        for (long word : words) {
            distinct += Long.bitCount(word);
        }
        return distinct;
    }

    /** Takes an ordinal. */
    @FunctionalInterface
    private interface OrdinalConsumer {
        void accept(int ordinal);
    }

    private void stream(Select<?> select, OrdinalConsumer consumer) {
        stream(RENDERER.render(select), RENDERER.extractBindValues(select), consumer);
    }

    private void stream(String sql, List<Object> values, OrdinalConsumer consumer) {
        try (var statement = session.connection().prepare(sql);
                var _ = deadline.onEnd(() -> Session.cancel(statement))) {
            deadline.check();
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            try (DuckDBChunkedResult result = statement.query()) {
                while (result.nextChunk()) {
                    DuckDBReadableVector vector = result.chunk().vector(0);
                    long size = result.chunk().rowCount();
                    for (long row = 0; row < size; row++) {
                        consumer.accept(vector.getInt(row));
                    }
                }
            }
        } catch (SQLException e) {
            throw Failures.of(e, deadline);
        }
    }
}
