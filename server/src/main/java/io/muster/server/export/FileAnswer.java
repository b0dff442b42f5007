package io.muster.server.export;

import io.muster.server.export.file.KeptFile;
import io.muster.server.export.form.OpenForm;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * Answers with bytes that never change. Spring does {@code HEAD} and ranges of files by itself, but sends a body with 416,
 * refuses units other than bytes, knows no {@code If-Range}, and tells nobody that a file is not sent. What is still being
 * made is sent as it grows, and as a whole: how long it will be nobody knows yet.
 */
public final class FileAnswer {

    private static final String CACHE_CONTROL = "private, no-transform";
    private static final String VARY = "Accept, Accept-Encoding";
    private static final Pattern NO_RANGE = Pattern.compile("bytes=[,\\s]*");

    private FileAnswer() {}

    /** What the bytes of an answer are read through. */
    @FunctionalInterface
    interface Watch {
        InputStream over(InputStream in) throws IOException;
    }

    /**
     * The answer to a request with these headers.
     *
     * @param response where the answer goes
     * @param watch what the bytes are read through
     * @throws io.muster.model.MusterException where a form cannot be made
     */
    static ResponseEntity<Resource> of(ExportedForm form, HttpHeaders asked, HttpServletResponse response, Watch watch)
            throws IOException {
        Optional<ResponseEntity<Resource>> without = withoutBody(form, asked);
        if (without.isPresent()) {
            return without.get();
        }
        return switch (form.bytes()) {
            case OpenForm.Whole whole -> whole(form, new KeptResource(whole.kept(), watch), asked);
            case OpenForm.Growing growing -> {
                growing.awaitStart();
                yield answer(form)
                        .body(new InputStreamResource(
                                () -> watch.over(growing.open(response::flushBuffer)), form.fileName()));
            }
        };
    }

    /** The headers of what is there, or is being made. */
    static ResponseEntity<Resource> head(ExportedForm form, HttpHeaders asked) throws IOException {
        Optional<ResponseEntity<Resource>> without = withoutBody(form, asked);
        if (without.isPresent()) {
            return without.get();
        }
        return switch (form.bytes()) {
            case OpenForm.Whole whole ->
                answer(form).contentLength(whole.kept().bytes()).build();
            case OpenForm.Growing _ -> answer(form).build();
        };
    }

    /** The headers of what nobody has asked for yet. */
    static ResponseEntity<Resource> head(ExportedForm.Label label) {
        return answer(label).build();
    }

    /** What is said where the caller wants another file than there is, or has the one that there is. */
    private static Optional<ResponseEntity<Resource>> withoutBody(ExportedForm form, HttpHeaders asked) {
        String tag = etag(form).orElse("");
        List<String> wanted = tags(asked::getIfMatch);
        if (!wanted.isEmpty() && !wanted.contains("*") && !wanted.contains(tag)) {
            return Optional.of(
                    ResponseEntity.status(HttpStatus.PRECONDITION_FAILED).build());
        }
        List<String> known = tags(asked::getIfNoneMatch);
        boolean isKnown = known.contains("*") || known.contains(tag) || known.contains("W/" + tag);
        return isKnown && !tag.isEmpty() ? Optional.of(notModified(form)) : Optional.empty();
    }

    /** What cannot be read says nothing. */
    private static List<String> tags(Supplier<List<String>> header) {
        try {
            return header.get();
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    private static ResponseEntity<Resource> notModified(ExportedForm form) {
        return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                .eTag(etag(form).orElseThrow())
                .header(HttpHeaders.CACHE_CONTROL, CACHE_CONTROL)
                .header(HttpHeaders.VARY, VARY)
                .build();
    }

    private static ResponseEntity<Resource> whole(ExportedForm form, Resource file, HttpHeaders asked)
            throws IOException {
        String range = asked.getFirst(HttpHeaders.RANGE);
        String ifRange = asked.getFirst(HttpHeaders.IF_RANGE);
        boolean nothing = range != null
                && (!range.startsWith("bytes=") || NO_RANGE.matcher(range).matches());
        if (nothing || (range != null && ifRange != null && !etag(form).equals(Optional.of(ifRange)))) {
            return answer(form)
                    .contentLength(file.contentLength())
                    .body(new InputStreamResource(file, form.fileName()));
        }
        if (range != null && !canServe(range, file)) {
            return ResponseEntity.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
                    .header(HttpHeaders.CONTENT_RANGE, "bytes */" + file.contentLength())
                    .build();
        }
        return answer(form).body(file);
    }

    private static Optional<String> etag(ExportedForm form) {
        return form.bytes().tag().map(tag -> "\"" + tag + "\"");
    }

    private static ResponseEntity.BodyBuilder answer(ExportedForm form) {
        ResponseEntity.BodyBuilder answer = answer(form.label());
        etag(form).ifPresent(answer::eTag);
        return answer;
    }

    private static ResponseEntity.BodyBuilder answer(ExportedForm.Label label) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, label.contentType())
                .header(HttpHeaders.CACHE_CONTROL, CACHE_CONTROL)
                .header(HttpHeaders.ACCEPT_RANGES, "bytes")
                .header(HttpHeaders.VARY, VARY)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(label.fileName())
                                .build()
                                .toString());
        return label.contentEncoding().isEmpty()
                ? answer
                : answer.header(HttpHeaders.CONTENT_ENCODING, label.contentEncoding());
    }

    private static boolean canServe(String range, Resource file) {
        try {
            HttpRange.toResourceRegions(HttpRange.parseRanges(range), file);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** What Spring cuts ranges from; it skips what is before them. */
    private static final class KeptResource extends AbstractResource {
        private final KeptFile kept;
        private final Watch watch;

        private KeptResource(KeptFile kept, Watch watch) {
            this.kept = kept;
            this.watch = watch;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return watch.over(kept.open());
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
}
