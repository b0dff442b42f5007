package io.muster.engine.rows;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One named column of a {@link RowBatch}: a cell for each row. */
public final class Field {

    private final String name;
    private final CellKind[] kinds = new CellKind[RowBatch.CAPACITY];
    private final long[] numbers = new long[RowBatch.CAPACITY];
    private final @Nullable Object[] objects = new @Nullable Object[RowBatch.CAPACITY];

    Field(String name) {
        this.name = name;
        Arrays.fill(kinds, CellKind.ABSENT);
    }

    public String name() {
        return name;
    }

    public CellKind kind(int row) {
        return kinds[row];
    }

    /** The value of a LONG cell, the scaled value of a DECIMAL cell, 1 or 0 for a BOOLEAN cell. */
    public long number(int row) {
        return numbers[row];
    }

    /** The value of a DOUBLE cell. */
    public double real(int row) {
        return Double.longBitsToDouble(numbers[row]);
    }

    /** The value of a TEXT cell. */
    public String text(int row) {
        Object value = objects[row];
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalStateException(name + " is " + kinds[row] + " in row " + row);
    }

    /** The elements of a LIST cell, each as JSON. */
    @SuppressWarnings("unchecked")
    public List<String> list(int row) {
        Object value = objects[row];
        if (value instanceof List<?> list) {
            return (List<String>) list;
        }
        throw new IllegalStateException(name + " is " + kinds[row] + " in row " + row);
    }

    void clear(int row) {
        kinds[row] = CellKind.ABSENT;
        objects[row] = null;
    }

    void setNull(int row) {
        kinds[row] = CellKind.NULL;
    }

    void setText(int row, String value) {
        kinds[row] = CellKind.TEXT;
        objects[row] = value;
    }

    void setLong(int row, long value) {
        kinds[row] = CellKind.LONG;
        numbers[row] = value;
    }

    void setBoolean(int row, boolean value) {
        kinds[row] = CellKind.BOOLEAN;
        numbers[row] = value ? 1 : 0;
    }

    void setList(int row, List<String> elements) {
        kinds[row] = CellKind.LIST;
        objects[row] = elements;
    }

    void setNumber(int row, BigDecimal value) {
        Numbers.Held held = Numbers.hold(value);
        kinds[row] = held.kind();
        numbers[row] = held.bits();
    }
}
