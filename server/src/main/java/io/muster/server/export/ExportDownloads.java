package io.muster.server.export;

import java.io.IOException;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
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
     * @throws io.muster.model.MusterException NOT_READY while there is none yet, GONE when it is deleted
     */
    public ResponseEntity<Resource> answer(Export export, HttpHeaders asked) throws IOException {
        return FileAnswer.of(export, exports.file(export), asked);
    }
}
