package io.muster.engine.rows;

import java.util.List;

/** Reads keys out of a list, whose places count as lines. For one thread. */
public final class ListKeyReader implements KeyReader {

    private final List<String> keys;
    private final String column;
    private final RejectedRows rejected;
    private int at;

    public ListKeyReader(List<String> keys, String column, RejectedRows rejected) {
        this.keys = List.copyOf(keys);
        this.column = column;
        this.rejected = rejected;
    }

    @Override
    public boolean next() {
        while (at < keys.size()) {
            at++;
            if (Utf8.isStorable(key())) {
                return true;
            }
            rejected.reject(at, RowError.ROW_INVALID_UTF8, "The key holds half of a surrogate pair.");
        }
        return false;
    }

    @Override
    public String key() {
        return keys.get(at - 1);
    }

    @Override
    public long line() {
        return at;
    }

    @Override
    public String column() {
        return column;
    }

    @Override
    public void close() {
        // A list holds nothing open.
    }
}
