package io.muster.server.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * Answers with a file whose bytes never change. Spring does {@code HEAD}, {@code If-None-Match} and ranges by itself, but
 * sends a body with 416, refuses units other than bytes, and knows no {@code If-Range}.
 */
final class FileAnswer {

    private FileAnswer() {}

    static ResponseEntity<Resource> of(Export export, Path path, HttpHeaders asked) throws IOException {
        Resource file = new FileSystemResource(path);
        String etag = "\""
                + Objects.requireNonNull(export.manifest())
                        .at("/files/0/sha256")
                        .asString() + "\"";
        String range = asked.getFirst(HttpHeaders.RANGE);
        String ifRange = asked.getFirst(HttpHeaders.IF_RANGE);
        boolean otherUnit = range != null && !range.startsWith("bytes=");
        if (otherUnit || (range != null && ifRange != null && !ifRange.equals(etag))) {
            return answer(export, etag)
                    .contentLength(file.contentLength())
                    .body(new InputStreamResource(Files.newInputStream(path)));
        }
        if (range != null && !canServe(range, file)) {
            return ResponseEntity.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
                    .header(HttpHeaders.CONTENT_RANGE, "bytes */" + file.contentLength())
                    .build();
        }
        return answer(export, etag).body(file);
    }

    private static ResponseEntity.BodyBuilder answer(Export export, String etag) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, export.mediaType())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-transform")
                .header(HttpHeaders.ACCEPT_RANGES, "bytes")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(export.fileName())
                                .build()
                                .toString())
                .eTag(etag);
    }

    private static boolean canServe(String range, Resource file) {
        try {
            HttpRange.toResourceRegions(HttpRange.parseRanges(range), file);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
