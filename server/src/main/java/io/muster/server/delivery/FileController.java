package io.muster.server.delivery;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.access.AnyScope;
import io.muster.server.access.FailedAttempts;
import io.muster.server.audit.AuditEvent;
import io.muster.server.export.Export;
import io.muster.server.export.ExportDownloads;
import io.muster.server.export.ExportTrail.Taker;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** Answers signed links; whoever has one needs no credentials. */
@RestController
@AnyScope
class FileController {

    private final Links links;
    private final ExportDownloads downloads;
    private final FailedAttempts attempts;

    FileController(Links links, ExportDownloads downloads, FailedAttempts attempts) {
        this.links = links;
        this.downloads = downloads;
        this.attempts = attempts;
    }

    @GetMapping("/files/{export}")
    ResponseEntity<Resource> file(
            @PathVariable String export,
            @RequestParam(defaultValue = "") String expires,
            @RequestParam(defaultValue = "") String format,
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "") String signature,
            @RequestHeader HttpHeaders asked,
            ServletWebRequest exchange)
            throws IOException {
        Export found = open(export, expires, format, key, signature, exchange.getRequest());
        Taker link = new Taker("link:" + key, Map.of("expires", expires, "format", format));
        return downloads.answer(found, link, Duration.ZERO, format.isEmpty() ? null : format, null, asked, exchange);
    }

    private Export open(
            String export, String expires, String format, String key, String signature, HttpServletRequest request) {
        try {
            return links.open(export, expires, format, key, signature);
        } catch (MusterException e) {
            if (e.code() == ErrorCode.FORBIDDEN) {
                attempts.refused(request.getRemoteAddr(), AuditEvent.NOBODY, AuditEvent.ANONYMOUS, e.code());
            }
            throw e;
        }
    }
}
