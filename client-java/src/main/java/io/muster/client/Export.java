package io.muster.client;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A request for members as a file, and how far it has come. {@code file}, {@code files} and {@code manifest} are paths. */
public record Export(
        String id,
        ExportState state,
        @Nullable Reference segment,
        @Nullable JsonNode definition,
        @Nullable Integer definitionVersion,
        ExportFormat format,
        Compression compression,
        @Nullable CsvOptions csv,
        List<Column> columns,
        long rowsDone,
        @Nullable Long rowsTotal,
        @Nullable Long dataVersion,
        @Nullable Instant asOf,
        @Nullable Long bytes,
        @Nullable String file,
        List<String> files,
        @Nullable Integer queuePosition,
        @Nullable String manifest,
        @Nullable Failure error,
        List<Delivery> deliveries,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Instant expiresAt) {
    public Export {
        definition = Nodes.orNull(definition);
        columns = Lists.copy(columns);
        files = Lists.copy(files);
        deliveries = Lists.copy(deliveries);
    }

    /** Whether it is neither queued nor running any more. */
    @JsonIgnore
    public boolean isOver() {
        return switch (state) {
            case SUCCEEDED, FAILED, CANCELLED, EXPIRED -> true;
            case QUEUED, RUNNING, UNKNOWN -> false;
        };
    }
}
