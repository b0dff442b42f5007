package io.muster.server.delivery;

import io.muster.server.export.Export;
import io.muster.server.export.ExportDownloads;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers signed links; whoever has one needs no credentials. */
@RestController
class FileController {

    private final Links links;
    private final ExportDownloads downloads;

    FileController(Links links, ExportDownloads downloads) {
        this.links = links;
        this.downloads = downloads;
    }

    @GetMapping("/files/{export}")
    ResponseEntity<Resource> file(
            @PathVariable String export,
            @RequestParam(defaultValue = "") String expires,
            @RequestParam(defaultValue = "") String format,
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "") String signature,
            @RequestHeader HttpHeaders asked,
            HttpServletRequest request)
            throws IOException {
        Export found = links.open(export, expires, format, key, signature);
        return downloads.answer(found, format.isEmpty() ? null : format, null, asked, request);
    }
}
