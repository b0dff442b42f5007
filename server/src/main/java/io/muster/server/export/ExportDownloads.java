package io.muster.server.export;

import io.muster.server.export.form.Compression;
import io.muster.server.export.form.ExportFormat;
import io.muster.server.export.form.FormWanted;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Answers requests for exports' files, whoever let the caller in. Thread-safe. */
@Component
public class ExportDownloads {

    private final Exports exports;

    ExportDownloads(Exports exports) {
        this.exports = exports;
    }

    /**
     * The answer to a request for the export's file.
     *
     * @param format the one wanted; null for what the headers ask for
     * @param compression the one wanted; null for what the headers ask for
     * @throws io.muster.model.MusterException as {@link Exports#form}; INVALID_REQUEST for a format or compression that
     *     there is not
     */
    public ResponseEntity<Resource> answer(
            Export export,
            @Nullable String format,
            @Nullable String compression,
            HttpHeaders asked,
            HttpServletRequest request)
            throws IOException {
        FormWanted wanted = new FormWanted(
                joined(asked.get(HttpHeaders.ACCEPT)),
                joined(asked.get(HttpHeaders.ACCEPT_ENCODING)),
                format == null ? null : Constants.parse(ExportFormat.class, "format", format),
                compression == null ? null : Constants.parse(Compression.class, "compression", compression));
        if (!HttpMethod.HEAD.matches(request.getMethod())) {
            return FileAnswer.of(exports.form(export, wanted), asked);
        }
        return exports.findForm(export, wanted)
                .map(FileAnswer::head)
                .orElseGet(() -> ResponseEntity.ok().build());
    }

    private static @Nullable String joined(@Nullable List<String> values) {
        return values == null ? null : String.join(",", values);
    }
}
