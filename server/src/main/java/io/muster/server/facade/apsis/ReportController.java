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
import io.muster.server.export.ExportTrail.Taker;
import io.muster.server.export.Exports;
import io.muster.server.http.ProblemException;
import io.muster.server.http.PublicUrl;
import io.muster.server.limit.RateLimits;
import io.muster.server.project.OwnProject;
import io.muster.server.project.Project;
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
import org.springframework.web.context.request.ServletWebRequest;
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
    private final ReportRequest requests;
    private final Exports exports;
    private final ExportDownloads downloads;
    private final PublicUrl url;
    private final Clock clock;

    ReportController(
            RateLimits limits,
            ReportRequest requests,
            Exports exports,
            ExportDownloads downloads,
            PublicUrl url,
            Clock clock) {
        this.limits = limits;
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
    ResponseEntity<Accepted> ask(@OwnProject Project project, Caller caller, @RequestBody ObjectNode body) {
        if (body.toString().length() > MOST_BYTES) {
            throw new MusterException(ErrorCode.TOO_LARGE, "The request is larger than " + MOST_BYTES / 1000 + " kB.");
        }
        limits.take(caller, "apsis-reports");
        Export export = exports.add(project, exports.prepare(project, exports.read(requests.read(project, body))));
        String first = url.of(REPORTS + "/" + export.id());
        return ResponseEntity.accepted()
                .body(new Accepted(first, first, url.of(SECOND + "/" + export.id()), end(export)));
    }

    /** Not found until it is there; gone afterwards, and where there never was one. */
    @GetMapping(REPORTS + "/{report}")
    ResponseEntity<Resource> poll(
            @OwnProject Project project,
            Caller caller,
            @PathVariable String report,
            @RequestHeader HttpHeaders asked,
            ServletWebRequest exchange)
            throws IOException {
        Export export = find(project, report)
                .orElseThrow(() -> new MusterException(
                        ErrorCode.GONE, "The report is no longer available, or there never was one of this id."));
        return file(caller, export, asked, exchange);
    }

    /** Accepted until it is there; gone afterwards, not found where there never was one. */
    @GetMapping(SECOND + "/{report}")
    ResponseEntity<?> second(
            @OwnProject Project project,
            Caller caller,
            @PathVariable String report,
            @RequestHeader HttpHeaders asked,
            ServletWebRequest exchange)
            throws IOException {
        Export export = find(project, report)
                .orElseThrow(() -> new MusterException(ErrorCode.NOT_FOUND, "There is no report of this id."));
        boolean early = export.state() == ExportState.QUEUED || export.state() == ExportState.RUNNING;
        return early
                ? ResponseEntity.accepted()
                        .header(HttpHeaders.RETRY_AFTER, String.valueOf(RETRY_SECONDS))
                        .build()
                : file(caller, export, asked, exchange);
    }

    private ResponseEntity<Resource> file(Caller caller, Export export, HttpHeaders asked, ServletWebRequest exchange)
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
        return downloads.answer(export, Taker.caller(), Duration.ZERO, null, null, asked, exchange);
    }

    private Optional<Export> find(Project project, String report) {
        try {
            return Optional.of(exports.get(project, report));
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
