package io.muster.client;

import java.util.List;

/**
 * The columns that an export can have.
 *
 * @param maxColumns how many columns one file can have
 * @param maxEvents how many different events and windows its columns can be about
 */
public record ColumnList(List<Column> items, int maxColumns, int maxEvents) {
    public ColumnList {
        items = Lists.copy(items);
    }
}
