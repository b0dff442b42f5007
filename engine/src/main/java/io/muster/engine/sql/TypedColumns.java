package io.muster.engine.sql;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** One name's columns as typed fields. */
record TypedColumns(ValueColumns columns) {

    private static final DataType<BigDecimal> MONEY = SQLDataType.DECIMAL(18, 4);

    Optional<Field<String>> text() {
        return field(StorageKind.TEXT, SQLDataType.VARCHAR);
    }

    Optional<Field<Long>> whole() {
        return field(StorageKind.LONG, SQLDataType.BIGINT);
    }

    Optional<Field<BigDecimal>> decimal() {
        return field(StorageKind.DECIMAL, MONEY);
    }

    Optional<Field<Double>> real() {
        return field(StorageKind.DOUBLE, SQLDataType.DOUBLE);
    }

    Optional<Field<Boolean>> bool() {
        return field(StorageKind.BOOLEAN, SQLDataType.BOOLEAN);
    }

    Optional<Field<String[]>> list() {
        return field(StorageKind.LIST, SQLDataType.VARCHAR.array());
    }

    Optional<Field<Boolean>> isNull() {
        return field(StorageKind.NULL, SQLDataType.BOOLEAN);
    }

    Optional<Field<Long>> instant() {
        return field(StorageKind.INSTANT, SQLDataType.BIGINT);
    }

    Optional<Field<Integer>> day() {
        return field(StorageKind.DAY, SQLDataType.INTEGER);
    }

    /** Where a number, of whatever kind, is in the set; {@link Formula#NEVER} where there are no numbers. */
    Formula numberIn(NumberSet set) {
        return Formula.any(Stream.of(
                        whole().map(field -> NumberColumn.longs(field).presentIn(set)),
                        decimal().map(field -> NumberColumn.decimals(field).presentIn(set)),
                        real().map(field -> NumberColumn.doubles(field).presentIn(set)))
                .flatMap(Optional::stream)
                .toList());
    }

    /** The number, of whatever kind, as the nearest double; empty where there are no numbers. */
    Optional<Field<Double>> asDouble() {
        return Stream.of(
                        whole().map(field -> field.cast(SQLDataType.DOUBLE)),
                        decimal().map(field -> field.cast(SQLDataType.DOUBLE)),
                        real())
                .flatMap(Optional::stream)
                .reduce((first, second) -> DSL.coalesce(first, second));
    }

    private <T> Optional<Field<T>> field(StorageKind kind, DataType<T> type) {
        return columns.column(kind).map(column -> DSL.field(DSL.name(column), type));
    }
}
