package io.muster.server.export;

import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.export.form.Compression;
import io.muster.server.export.form.ExportFormat;
import io.muster.server.export.form.FormWanted;
import io.muster.server.project.Project;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
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

    ExportFileController(Exports exports) {
        this.exports = exports;
    }

    @GetMapping("/file")
    ResponseEntity<Resource> file(
            Project project,
            @PathVariable String export,
            @RequestParam @Nullable String format,
            @RequestParam @Nullable String compression,
            @RequestHeader HttpHeaders asked,
            HttpServletRequest request)
            throws IOException {
        FormWanted wanted = wanted(format, compression, asked);
        Export found = exports.get(project, export);
        boolean head = HttpMethod.HEAD.matches(request.getMethod());
        if (!head) {
            return FileAnswer.of(exports.form(found, wanted), asked);
        }
        return exports.findForm(found, wanted)
                .map(FileAnswer::head)
                .orElseGet(() -> ResponseEntity.ok().build());
    }

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

    private static FormWanted wanted(@Nullable String format, @Nullable String compression, HttpHeaders asked) {
        return new FormWanted(
                joined(asked.get(HttpHeaders.ACCEPT)),
                joined(asked.get(HttpHeaders.ACCEPT_ENCODING)),
                format == null ? null : Constants.parse(ExportFormat.class, "format", format),
                compression == null ? null : Constants.parse(Compression.class, "compression", compression));
    }

    private static @Nullable String joined(@Nullable List<String> values) {
        return values == null ? null : String.join(",", values);
    }
}
