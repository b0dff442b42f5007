package io.muster.engine.duckdb;

import io.muster.engine.StoredType;
import io.muster.engine.TableFile;
import io.muster.engine.TableReader;
import io.muster.engine.rows.Numbers;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives numbers of columns that have them as texts as what they are. For one thread. */
record NumberReader(TableReader rows, List<TableFile.Column> types) implements TableReader {

    @Override
    public List<String> columns() {
        return rows.columns();
    }

    @Override
    public boolean next() {
        return rows.next();
    }

    @Override
    public @Nullable Object value(int column) {
        Object value = rows.value(column);
        return value instanceof String text && types.get(column).type() instanceof StoredType.Mixed
                ? number(text)
                : value;
    }

    private static Object number(String text) {
        Numbers.Held held = Numbers.hold(new BigDecimal(text));
        return switch (held.kind()) {
            case LONG -> held.bits();
            case DECIMAL -> BigDecimal.valueOf(held.bits(), Numbers.SCALE).stripTrailingZeros();
            case DOUBLE -> Double.longBitsToDouble(held.bits());
            case ABSENT, NULL, TEXT, BOOLEAN, LIST -> throw new IllegalStateException(text + " is no number");
        };
    }

    @Override
    public void close() {
        rows.close();
    }
}
