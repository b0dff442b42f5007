package io.muster.server.facade.apsis;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.access.Caller;
import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.export.Export;
import io.muster.server.export.ExportDownloads;
import io.muster.server.export.ExportState;
import io.muster.server.export.Exports;
import io.muster.server.http.ProblemException;
import io.muster.server.http.PublicUrl;
import io.muster.server.limit.RateLimits;
import io.muster.server.project.Project;
import io.muster.server.project.Projects;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Reports of the profiles in segments. */
@RestController
@RequiredScope(Scope.EXPORT)
class ReportController {
    private static final String REPORTS = ApsisErrors.ROOT + "/profiles/reports/segments";
    private static final String SECOND = ApsisErrors.ROOT + "/v2/profiles/reports/segments";
    private static final Duration VALID = Duration.ofDays(1);
    private static final int RETRY_SECONDS = 1;
    private static final int MOST_BYTES = 100_000;

    private final RateLimits limits;
    private final Projects projects;
    private final ReportRequest requests;
    private final Exports exports;
    private final ExportDownloads downloads;
    private final PublicUrl url;
    private final Clock clock;

    ReportController(
            RateLimits limits,
            Projects projects,
            ReportRequest requests,
            Exports exports,
            ExportDownloads downloads,
            PublicUrl url,
            Clock clock) {
        this.limits = limits;
        this.projects = projects;
        this.requests = requests;
        this.exports = exports;
        this.downloads = downloads;
        this.url = url;
        this.clock = clock;
    }

    /** Where the report will be. */
    record Accepted(
            @JsonProperty("poll_url") String pollUrl,
            @JsonProperty("file_download_url") String download,
            @JsonProperty("file_download_url_v2") String second,
            @JsonProperty("expires_at") Instant expiresAt) {}

    @PostMapping(REPORTS)
    ResponseEntity<Accepted> ask(Caller caller, @RequestBody ObjectNode body) {
        if (body.toString().length() > MOST_BYTES) {
            throw new MusterException(ErrorCode.TOO_LARGE, "The request is larger than " + MOST_BYTES / 1000 + " kB.");
        }
        limits.take(caller, "apsis-reports");
        Project project = projects.own(caller);
        Export export = exports.add(project, exports.prepare(project, exports.read(requests.read(project, body))));
        String first = url.of(REPORTS + "/" + export.id());
        return ResponseEntity.accepted()
                .body(new Accepted(first, first, url.of(SECOND + "/" + export.id()), end(export)));
    }

    /** Not found until it is there; gone afterwards, and where there never was one. */
    @GetMapping(REPORTS + "/{report}")
    ResponseEntity<Resource> poll(
            Caller caller, @PathVariable String report, @RequestHeader HttpHeaders asked, HttpServletRequest request)
            throws IOException {
        Export export = find(caller, report)
                .orElseThrow(() -> new MusterException(
                        ErrorCode.GONE, "The report is no longer available, or there never was one of this id."));
        return file(caller, export, asked, request);
    }

    /** Accepted until it is there; gone afterwards, not found where there never was one. */
    @GetMapping(SECOND + "/{report}")
    ResponseEntity<?> second(
            Caller caller, @PathVariable String report, @RequestHeader HttpHeaders asked, HttpServletRequest request)
            throws IOException {
        Export export = find(caller, report)
                .orElseThrow(() -> new MusterException(ErrorCode.NOT_FOUND, "There is no report of this id."));
        boolean early = export.state() == ExportState.QUEUED || export.state() == ExportState.RUNNING;
        return early
                ? ResponseEntity.accepted()
                        .header(HttpHeaders.RETRY_AFTER, String.valueOf(RETRY_SECONDS))
                        .build()
                : file(caller, export, asked, request);
    }

    private ResponseEntity<Resource> file(Caller caller, Export export, HttpHeaders asked, HttpServletRequest request)
            throws IOException {
        if (!clock.instant().isBefore(end(export))) {
            throw new MusterException(ErrorCode.GONE, "The report is no longer available.");
        }
        if (export.state() == ExportState.FAILED || export.state() == ExportState.CANCELLED) {
            String why = export.error() == null
                    ? "It was cancelled."
                    : export.error().detail();
            throw ProblemException.retryAfter(
                    ErrorCode.OVERLOADED, "The report could not be made: " + why, RETRY_SECONDS);
        }
        if (export.state() == ExportState.SUCCEEDED) {
            limits.take(caller, "apsis-downloads");
        }
        return downloads.answer(export, null, null, asked, request);
    }

    private Optional<Export> find(Caller caller, String report) {
        try {
            return Optional.of(exports.get(projects.own(caller), report));
        } catch (MusterException e) {
            if (e.code() == ErrorCode.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Instant end(Export export) {
        return export.times().createdAt().plus(VALID);
    }
}
