package io.muster.server.export;

import static java.util.Objects.requireNonNull;

import io.muster.engine.TableReader;
import io.muster.server.export.ExportTrail.Taker;
import io.muster.server.export.RunningExports.Awaited;
import io.muster.server.export.form.Compression;
import io.muster.server.export.form.ExportFormat;
import io.muster.server.export.form.FormWanted;
import io.muster.server.export.form.OpenForm;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * Answers requests for exports' files, whoever let the caller in. Every file that is read by a request passes here, and is
 * in the audit trail before its first byte is sent. Thread-safe.
 */
@Component
public class ExportDownloads {

    private static final String DOWNLOAD = "export.download";

    private final Exports exports;
    private final RunningExports running;
    private final ExportReaders readers;
    private final ExportTrail trail;

    ExportDownloads(Exports exports, RunningExports running, ExportReaders readers, ExportTrail trail) {
        this.exports = exports;
        this.running = running;
        this.readers = readers;
        this.trail = trail;
    }

    /**
     * The answer to a request for the export's file.
     *
     * @param taker who asks
     * @param wait how long to wait for it if it is still to be made
     * @param format the one wanted; null for what the headers ask for
     * @param compression the one wanted; null for what the headers ask for
     * @throws io.muster.model.MusterException as {@link Exports#form}; INVALID_REQUEST for a format or compression that
     *     there is not; UNAUTHORIZED or FORBIDDEN where the caller's credentials were revoked or limited during the wait
     */
    public ResponseEntity<Resource> answer(
            Export export,
            Taker taker,
            Duration wait,
            @Nullable String format,
            @Nullable String compression,
            HttpHeaders asked,
            ServletWebRequest exchange)
            throws IOException {
        FormWanted wanted = new FormWanted(
                joined(asked.get(HttpHeaders.ACCEPT)),
                joined(asked.get(HttpHeaders.ACCEPT_ENCODING)),
                format == null ? null : Constants.parse(ExportFormat.class, "format", format),
                compression == null ? null : Constants.parse(Compression.class, "compression", compression));
        HttpServletResponse response = requireNonNull(exchange.getResponse());
        if (HttpMethod.HEAD.equals(exchange.getHttpMethod())) {
            Optional<ExportedForm> made = exports.findForm(export, wanted);
            return made.isPresent()
                    ? FileAnswer.head(made.get(), asked)
                    : FileAnswer.head(exports.describe(export, wanted));
        }
        boolean early = canBreakOff(exchange.getRequest());
        Awaited awaited = running.await(export, wanted, wait, early);
        ExportedForm form = awaited.file().orElseGet(() -> exports.form(awaited.export(), wanted));
        if (!early && form.bytes() instanceof OpenForm.Growing growing) {
            growing.file();
        }
        return sent(export, taker, form, asked, response);
    }

    /** Whether an answer without a length that ends too early is known for that; before HTTP/1.1 it looks whole. */
    private static boolean canBreakOff(HttpServletRequest request) {
        return !request.getProtocol().equals("HTTP/1.0");
    }

    /** The answer to a caller's request for one of the files that were asked for; see {@link Exports#part}. */
    ResponseEntity<Resource> part(Export export, int number, HttpHeaders asked, HttpServletResponse response)
            throws IOException {
        Taker taker = Taker.caller().with("part", Integer.toString(number));
        return sent(export, taker, exports.part(export, number), asked, response);
    }

    /**
     * The rows of an export for a caller, to be sent in an interface's own words; see {@link Exports#rows}.
     *
     * @param response where they are sent
     */
    public TableReader rows(Export export, HttpServletResponse response) throws IOException {
        TableReader rows = readers.watch(export.id(), exports.rows(export));
        try {
            tellManifest(export, response);
            trail.record(export, Taker.caller(), DOWNLOAD);
            return rows;
        } catch (RuntimeException e) {
            rows.close();
            throw e;
        }
    }

    private ResponseEntity<Resource> sent(
            Export export, Taker taker, ExportedForm form, HttpHeaders asked, HttpServletResponse response)
            throws IOException {
        ResponseEntity<Resource> answer = FileAnswer.of(form, asked, response, in -> readers.watch(export.id(), in));
        if (answer.hasBody()) {
            trail.record(export, taker.with("file", form.fileName()), DOWNLOAD);
        }
        return answer;
    }

    /** Tells where the proof is, if there is one; only to those who may read it, which a signed link does not let. */
    static void tellManifest(Export export, HttpServletResponse response) {
        if (export.state() == ExportState.SUCCEEDED) {
            String manifest = "/v1/projects/" + export.project() + "/exports/" + export.id() + "/manifest";
            response.setHeader(HttpHeaders.LINK, "<" + manifest + ">; rel=\"describedby\"; type=\"application/json\"");
        }
    }

    private static @Nullable String joined(@Nullable List<String> values) {
        return values == null ? null : String.join(",", values);
    }
}
