package io.muster.server.export.form;

import io.muster.engine.TableFormat;
import java.util.List;
import java.util.Locale;

/** A kind of file; the lower-case name is the stable one, and the file's ending. */
public enum ExportFormat {
    CSV("text/csv"),
    NDJSON("application/x-ndjson"),
    JSON("application/json"),
    PARQUET("application/vnd.apache.parquet"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final String type;

    ExportFormat(String type) {
        this.type = type;
    }

    /** The media type without parameters. */
    public String type() {
        return type;
    }

    /** Other media types by which it may be asked for. */
    List<String> aliases() {
        return switch (this) {
            case CSV -> List.of("application/csv");
            case NDJSON -> List.of("application/ndjson", "application/jsonl", "application/x-jsonlines");
            case PARQUET -> List.of("application/x-parquet");
            case JSON, XLSX -> List.of();
        };
    }

    /** Whether its bytes are compressed already. */
    public boolean isCompressed() {
        return this == PARQUET || this == XLSX;
    }

    /** Whether the engine writes it by itself. */
    public boolean isTable() {
        return this != XLSX;
    }

    /** The engine's word for it; a workbook is made from a Parquet file. */
    public TableFormat table() {
        return switch (this) {
            case CSV -> TableFormat.CSV;
            case NDJSON -> TableFormat.NDJSON;
            case JSON -> TableFormat.JSON;
            case PARQUET, XLSX -> TableFormat.PARQUET;
        };
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
