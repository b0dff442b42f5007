package io.muster.server.export;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The files of exports, for whoever takes them elsewhere. Thread-safe. */
@Component
public class ExportedFiles {

    private final ExportFiles files;

    ExportedFiles(ExportFiles files) {
        this.files = files;
    }

    /** A file as its export's manifest has it. */
    public record ExportedFile(Path path, String name, long bytes, String sha256) {}

    /**
     * The files that were asked for, in order, all of them on this server's disk.
     *
     * @throws MusterException GONE where they are not there (any more), STORAGE_UNAVAILABLE
     */
    public List<ExportedFile> of(Export export) throws IOException {
        if (export.state() != ExportState.SUCCEEDED) {
            throw gone(export);
        }
        List<ExportedFile> found = new ArrayList<>();
        for (JsonNode entry : Objects.requireNonNull(export.manifest()).path("files")) {
            String name = entry.path("name").asString();
            found.add(new ExportedFile(
                    files.file(export, name).local(),
                    name,
                    entry.path("bytes").asLong(),
                    entry.path("sha256").asString()));
        }
        return found;
    }

    private static MusterException gone(Export export) {
        return new MusterException(ErrorCode.GONE, "The files of export \"" + export.id() + "\" are gone.");
    }
}
