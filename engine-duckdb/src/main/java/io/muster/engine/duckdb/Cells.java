package io.muster.engine.duckdb;

import io.muster.engine.rows.Field;
import io.muster.engine.rows.IsoTime;
import io.muster.engine.sql.StorageKind;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One field's cells, copied from a batch; texts that read as dates are read once, here. Not changed after that. */
final class Cells {

    /** Whole numbers from here on do not fit a DECIMAL(18,4) that survives as a double. */
    static final long LARGE = 100_000_000_000L;

    private static final String SEPARATOR = "\u0001";

    private final FieldKey key;
    private final @Nullable StorageKind[] kinds;
    private final long[] numbers;
    private final @Nullable String[] texts;
    private final Set<StorageKind> present = EnumSet.noneOf(StorageKind.class);
    private boolean large;

    private Cells(FieldKey key, int size) {
        this.key = key;
        kinds = new @Nullable StorageKind[size];
        numbers = new long[size];
        texts = new @Nullable String[size];
    }

    /** The cells of those rows, one after the other. */
    static Cells copyOf(FieldKey key, Field field, int[] rows) {
        Cells cells = new Cells(key, rows.length);
        for (int row = 0; row < rows.length; row++) {
            cells.copy(field, rows[row], row);
        }
        return cells;
    }

    FieldKey key() {
        return key;
    }

    /** How the cell is held; INSTANT and DAY are texts that read so; null says nothing. */
    @Nullable
    StorageKind kind(int row) {
        return kinds[row];
    }

    /** The number, boolean (1 or 0), instant or day of a cell. */
    long number(int row) {
        return numbers[row];
    }

    /** The text of a cell, or its list, joined. */
    @Nullable
    String text(int row) {
        return texts[row];
    }

    /** The elements of a list. */
    List<String> list(int row) {
        String joined = texts[row];
        return joined == null || joined.isEmpty() ? List.of() : List.of(joined.split(SEPARATOR, -1));
    }

    /** The kinds of columns that the cells need. */
    Set<StorageKind> present() {
        return present;
    }

    /** Whether there is a whole number too large for a DECIMAL. */
    boolean large() {
        return large;
    }

    private void copy(Field field, int from, int row) {
        switch (field.kind(from)) {
            case ABSENT -> {}
            case NULL -> set(row, StorageKind.NULL, 1);
            case TEXT -> setText(row, field.text(from));
            case LONG -> {
                set(row, StorageKind.LONG, field.number(from));
                large |= field.number(from) >= LARGE || field.number(from) <= -LARGE;
            }
            case DECIMAL -> set(row, StorageKind.DECIMAL, field.number(from));
            case DOUBLE -> set(row, StorageKind.DOUBLE, Double.doubleToRawLongBits(field.real(from)));
            case BOOLEAN -> set(row, StorageKind.BOOLEAN, field.number(from));
            case LIST -> {
                set(row, StorageKind.LIST, 0);
                texts[row] = String.join(SEPARATOR, field.list(from));
            }
        }
    }

    private void set(int row, StorageKind kind, long number) {
        kinds[row] = kind;
        numbers[row] = number;
        present.add(kind);
    }

    private void setText(int row, String text) {
        set(row, StorageKind.TEXT, 0);
        texts[row] = text;
        if (text.length() < 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return;
        }
        OptionalInt day = IsoTime.day(text);
        OptionalLong instant = IsoTime.instant(text);
        if (day.isPresent()) {
            set(row, StorageKind.DAY, day.getAsInt());
        } else if (instant.isPresent()) {
            set(row, StorageKind.INSTANT, instant.getAsLong());
        }
    }
}
