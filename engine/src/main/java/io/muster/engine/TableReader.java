package io.muster.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file read row by row, in order, in constant memory. For one thread. */
public interface TableReader extends AutoCloseable {

    List<String> columns();

    /** Moves to the next row; false at the end. */
    boolean next();

    /**
     * The value at a column of the present row: String, Long, BigDecimal, Double, Boolean, Instant, LocalDate,
     * LocalDateTime, a List or Map of such, or null.
     */
    @Nullable
    Object value(int column);

    @Override
    void close();
}
