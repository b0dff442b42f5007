package io.muster.server.export;

import static java.util.Objects.requireNonNull;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.audit.Audited;
import io.muster.server.export.ExportTrail.Taker;
import io.muster.server.project.Project;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;
import tools.jackson.databind.JsonNode;

/** Downloads. */
@RestController
@RequestMapping("/v1/projects/{project}/exports/{export}")
@RequiredScope(Scope.EXPORT)
class ExportFileController {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final Pattern SECONDS = Pattern.compile("\\d{1,3}");

    private final Exports exports;
    private final ExportDownloads downloads;

    ExportFileController(Exports exports, ExportDownloads downloads) {
        this.exports = exports;
        this.downloads = downloads;
    }

    @GetMapping("/file")
    @Audited
    ResponseEntity<Resource> file(
            Project project,
            @PathVariable String export,
            @RequestParam(defaultValue = "0") String wait,
            @RequestParam @Nullable String format,
            @RequestParam @Nullable String compression,
            @RequestHeader HttpHeaders asked,
            ServletWebRequest exchange)
            throws IOException {
        ResponseEntity<Resource> answer = downloads.answer(
                exports.get(project, export), Taker.caller(), seconds(wait), format, compression, asked, exchange);
        // As it is after it was waited for.
        ExportDownloads.tellManifest(exports.get(project, export), requireNonNull(exchange.getResponse()));
        return answer;
    }

    private static Duration seconds(String wait) {
        Duration asked = SECONDS.matcher(wait).matches() ? Duration.ofSeconds(Integer.parseInt(wait)) : null;
        if (asked == null || asked.compareTo(LONGEST_WAIT) > 0) {
            throw new MusterException(
                    ErrorCode.INVALID_REQUEST,
                    "wait: " + wait + " cannot be; give seconds from 0 to " + LONGEST_WAIT.toSeconds() + ".");
        }
        return asked;
    }

    @Audited
    @GetMapping("/files/{number:\\d{1,9}}")
    ResponseEntity<Resource> part(
            Project project,
            @PathVariable String export,
            @PathVariable int number,
            @RequestHeader HttpHeaders asked,
            HttpServletResponse response)
            throws IOException {
        Export found = exports.get(project, export);
        ExportDownloads.tellManifest(found, response);
        return downloads.part(found, number, asked, response);
    }

    @GetMapping(path = "/manifest", produces = MediaType.APPLICATION_JSON_VALUE)
    JsonNode manifest(Project project, @PathVariable String export) {
        return exports.manifest(exports.get(project, export));
    }
}
