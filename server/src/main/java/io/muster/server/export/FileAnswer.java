package io.muster.server.export;

import io.muster.server.export.file.KeptFile;
import io.muster.server.export.form.OpenForm;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * Answers with bytes that never change. Spring does {@code HEAD}, {@code If-None-Match} and ranges of files by itself, but
 * sends a body with 416, refuses units other than bytes, and knows no {@code If-Range} and no {@code *}. What is still being made is sent as
 * it grows, and as a whole: how long it will be nobody knows yet.
 */
public final class FileAnswer {

    private FileAnswer() {}

    /**
     * The answer to a request with these headers.
     *
     * @throws io.muster.model.MusterException where a form cannot be made
     */
    public static ResponseEntity<Resource> of(ExportedForm form, HttpHeaders asked) throws IOException {
        if (asked.getIfNoneMatch().contains("*")) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                    .eTag(etag(form))
                    .build();
        }
        return switch (form.bytes()) {
            case OpenForm.Whole whole -> whole(form, whole.kept(), asked);
            case OpenForm.Growing growing -> {
                growing.awaitStart();
                yield answer(form).body(new InputStreamResource(growing::open, form.fileName()));
            }
        };
    }

    /** The headers of what is there, or will be. */
    static ResponseEntity<Resource> head(ExportedForm form) {
        return switch (form.bytes()) {
            case OpenForm.Whole whole -> answer(form).body(new KeptResource(whole.kept()));
            case OpenForm.Growing _ -> answer(form).build();
        };
    }

    private static ResponseEntity<Resource> whole(ExportedForm form, KeptFile kept, HttpHeaders asked)
            throws IOException {
        Resource file = new KeptResource(kept);
        String range = asked.getFirst(HttpHeaders.RANGE);
        String ifRange = asked.getFirst(HttpHeaders.IF_RANGE);
        boolean otherUnit = range != null && !range.startsWith("bytes=");
        if (otherUnit || (range != null && ifRange != null && !ifRange.equals(etag(form)))) {
            return answer(form)
                    .contentLength(file.contentLength())
                    .body(new InputStreamResource(kept::open, form.fileName()));
        }
        if (range != null && !canServe(range, file)) {
            return ResponseEntity.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
                    .header(HttpHeaders.CONTENT_RANGE, "bytes */" + file.contentLength())
                    .build();
        }
        return answer(form).body(file);
    }

    private static String etag(ExportedForm form) {
        return "\"" + form.bytes().tag() + "\"";
    }

    private static ResponseEntity.BodyBuilder answer(ExportedForm form) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, form.contentType())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-transform")
                .header(HttpHeaders.ACCEPT_RANGES, "bytes")
                .header(HttpHeaders.VARY, "Accept, Accept-Encoding")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(form.fileName())
                                .build()
                                .toString())
                .eTag(etag(form));
        return form.contentEncoding().isEmpty()
                ? answer
                : answer.header(HttpHeaders.CONTENT_ENCODING, form.contentEncoding());
    }

    /** What Spring cuts ranges from; it skips what is before them. */
    private static final class KeptResource extends AbstractResource {
        private final KeptFile kept;

        private KeptResource(KeptFile kept) {
            this.kept = kept;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return kept.open();
        }

        @Override
        public long contentLength() throws IOException {
            return kept.bytes();
        }

        @Override
        public String getDescription() {
            return kept.name();
        }
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
