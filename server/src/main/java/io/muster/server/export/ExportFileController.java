package io.muster.server.export;

import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.audit.Audited;
import io.muster.server.project.Project;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
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
import tools.jackson.databind.JsonNode;

/** Downloads. */
@RestController
@RequestMapping("/v1/projects/{project}/exports/{export}")
@RequiredScope(Scope.EXPORT)
class ExportFileController {

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
            @RequestParam @Nullable String format,
            @RequestParam @Nullable String compression,
            @RequestHeader HttpHeaders asked,
            HttpServletRequest request)
            throws IOException {
        return downloads.answer(exports.get(project, export), format, compression, asked, request);
    }

    @Audited
    @GetMapping("/files/{number:\\d{1,9}}")
    ResponseEntity<Resource> part(
            Project project, @PathVariable String export, @PathVariable int number, @RequestHeader HttpHeaders asked)
            throws IOException {
        return FileAnswer.of(exports.part(exports.get(project, export), number), asked);
    }

    @GetMapping(path = "/manifest", produces = MediaType.APPLICATION_JSON_VALUE)
    JsonNode manifest(Project project, @PathVariable String export) {
        return exports.manifest(exports.get(project, export));
    }
}
