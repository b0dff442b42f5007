package io.muster.server.export;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.nio.file.Files;
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
     * The files that were asked for, in order.
     *
     * @throws MusterException GONE where they are not there (any more)
     */
    public List<ExportedFile> of(Export export) {
        if (export.state() != ExportState.SUCCEEDED) {
            throw gone(export);
        }
        List<ExportedFile> found = new ArrayList<>();
        for (JsonNode entry : Objects.requireNonNull(export.manifest()).path("files")) {
            String name = entry.path("name").asString();
            Path path = files.directory(export).resolve(name);
            if (!Files.exists(path)) {
                throw gone(export);
            }
            found.add(new ExportedFile(
                    path, name, entry.path("bytes").asLong(), entry.path("sha256").asString()));
        }
        return found;
    }

    private static MusterException gone(Export export) {
        return new MusterException(ErrorCode.GONE, "The files of export \"" + export.id() + "\" are gone.");
    }
}
