package io.muster.engine.rows;

import java.util.ArrayList;
import java.util.List;

/** Counts refused rows and keeps the first of them. For one thread. */
public final class RejectedRowList implements RejectedRows {

    private final int limit;
    private final List<Rejected> first = new ArrayList<>();
    private long count;

    /** @param limit how many rows are kept at most */
    public RejectedRowList(int limit) {
        this.limit = limit;
    }

    @Override
    public void reject(long line, RowError code, String detail) {
        count++;
        if (first.size() < limit) {
            first.add(new Rejected(line, code, detail));
        }
    }

    /** All rows refused so far, kept or not. */
    public long count() {
        return count;
    }

    /** The first rows refused, in the order in which they were. */
    public List<Rejected> first() {
        return List.copyOf(first);
    }

    /** One refused row; see {@link RejectedRows#reject}. */
    public record Rejected(long line, RowError code, String detail) {}
}
