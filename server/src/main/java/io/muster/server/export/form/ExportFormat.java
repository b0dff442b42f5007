package io.muster.server.export.form;

import io.muster.engine.TableFormat;
import java.util.List;
import java.util.Locale;

/** A kind of file; the lower-case name is the stable one, and the file's ending. */
public enum ExportFormat {
    CSV("text/csv", "application/csv"),
    NDJSON("application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines"),
    JSON("application/json"),
    PARQUET("application/vnd.apache.parquet", "application/x-parquet"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final String type;
    private final List<String> aliases;

    ExportFormat(String type, String... aliases) {
        this.type = type;
        this.aliases = List.of(aliases);
    }

    /** The media type without parameters. */
    public String type() {
        return type;
    }

    /** Other media types by which it may be asked for. */
    List<String> aliases() {
        return aliases;
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
