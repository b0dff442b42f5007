package io.muster.client;

/** Why a row was refused; {@code line} is where it begins, the first being 1 (in Parquet, the row's number). */
public record RowError(long line, String code, String detail) {}
