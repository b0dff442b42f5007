package io.muster.engine.rows;

/** Is told of each row that is refused. */
@FunctionalInterface
public interface RejectedRows {

    /**
     * @param line the row's line in the file (CSV records that span lines: the first), counted from 1
     * @param code a stable name such as {@code row_not_json}
     * @param detail for people: what was found and what would be right
     */
    void reject(long line, RowError code, String detail);
}
