package io.muster.engine.rows;

import io.muster.engine.TableReader;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Reads keys out of a column of a {@link TableReader}. For one thread. */
public final class TableKeyReader implements KeyReader {

    private final TableReader table;
    private final RejectedRows rejected;
    private final int column;
    private final String name;
    private String key = "";
    private long number;

    /** @param table is closed with the reader */
    public TableKeyReader(TableReader table, KeyColumn wanted, RejectedRows rejected) {
        this.table = table;
        this.rejected = rejected;
        this.column = wanted.in(table.columns());
        this.name = table.columns().get(column);
    }

    @Override
    public boolean next() {
        while (table.next()) {
            number++;
            try {
                key = text(table.value(column));
                return true;
            } catch (RowRefused e) {
                rejected.reject(number, e.code(), e.detail());
            }
        }
        return false;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public long line() {
        return number;
    }

    @Override
    public String column() {
        return name;
    }

    @Override
    public void close() {
        table.close();
    }

    private String text(@Nullable Object value) throws RowRefused {
        return switch (value) {
            case null -> throw RowRefused.missing(name, "give a profile's key");
            case String text when text.isEmpty() -> throw RowRefused.missing(name, "give a profile's key");
            case String text -> text;
            case Long number -> number.toString();
            case BigInteger number -> number.toString();
            default -> throw RowRefused.wrongType(name, RowRefused.shown(value.toString()), "a text or an integer");
        };
    }
}
