package io.muster.server.segment.upload;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.engine.SegmentEngine;
import io.muster.engine.rows.CsvKeyReader;
import io.muster.engine.rows.KeyReader;
import io.muster.engine.rows.ListKeyReader;
import io.muster.engine.rows.NdjsonKeyReader;
import io.muster.engine.rows.RejectedRows;
import io.muster.engine.rows.TableKeyReader;
import io.muster.model.ErrorCode;
import io.muster.server.access.Caller;
import io.muster.server.access.CallerRecheck;
import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.audit.Audited;
import io.muster.server.http.JsonFields;
import io.muster.server.limit.Quotas;
import io.muster.server.project.Project;
import io.muster.server.rows.RequestBody;
import io.muster.server.rows.RowFormat;
import io.muster.server.rows.Uploads;
import io.muster.server.segment.Segment;
import io.muster.server.segment.Segments;
import io.muster.server.segment.StaticMembers;
import io.muster.server.segment.upload.MemberUploads.Outcome;
import io.muster.server.segment.upload.Reasons.Reason;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/v1/projects/{project}/segments/{segment}")
@RequiredScope(Scope.SEGMENTS)
class UploadController {

    private final Segments segments;
    private final MemberUploads members;
    private final SegmentEngine engine;
    private final Uploads uploads;
    private final Quotas quotas;
    private final CallerRecheck recheck;

    UploadController(
            Segments segments,
            MemberUploads members,
            SegmentEngine engine,
            Uploads uploads,
            Quotas quotas,
            CallerRecheck recheck) {
        this.segments = segments;
        this.members = members;
        this.engine = engine;
        this.uploads = uploads;
        this.quotas = quotas;
        this.recheck = recheck;
    }

    @RequestMapping(
            path = "/members",
            method = {RequestMethod.POST, RequestMethod.PUT, RequestMethod.DELETE},
            consumes = {RowFormat.NDJSON_TYPE, RowFormat.CSV_TYPE, RowFormat.PARQUET_TYPE},
            produces = MediaType.APPLICATION_JSON_VALUE)
    MembersChanged upload(Project project, @PathVariable String segment, Caller caller, HttpServletRequest request)
            throws IOException {
        UploadRequest upload = UploadRequest.of(request, mode(request));
        Segment target = target(project, segment, upload, caller);
        RequestBody body = RequestBody.of(request.getInputStream());
        InputStream plain = upload.compression().open(body);
        RowFormat format = RowFormat.of(request.getContentType());
        if (format == RowFormat.PARQUET) {
            return uploads.with(
                    project.id(),
                    plain,
                    () -> {},
                    file -> run(
                            project,
                            target,
                            upload,
                            rejected -> new TableKeyReader(engine.readParquet(file), upload.column(), rejected),
                            body));
        }
        return run(project, target, upload, rejected -> reader(format, plain, upload, rejected), body);
    }

    @RequestMapping(
            path = "/members",
            method = {RequestMethod.POST, RequestMethod.PUT, RequestMethod.DELETE},
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    MembersChanged list(
            Project project,
            @PathVariable String segment,
            Caller caller,
            HttpServletRequest request,
            @org.springframework.web.bind.annotation.RequestBody ObjectNode body) {
        UploadRequest upload = UploadRequest.of(request, mode(request));
        Segment target = target(project, segment, upload, caller);
        JsonFields fields = new JsonFields(body);
        Optional<List<String>> profiles = fields.texts("profiles");
        if (!fields.has("profiles")) {
            fields.fault("profiles", ErrorCode.INVALID_REQUEST, "profiles is missing; give a list of profile ids.");
        }
        fields.done();
        List<String> keys = profiles.orElse(List.of());
        return answer(
                project,
                target,
                upload,
                members.run(
                        project,
                        target,
                        upload,
                        rejected -> new ListKeyReader(
                                keys, upload.column().candidates().getFirst(), rejected),
                        recheck::require,
                        () -> {}));
    }

    @Audited
    @GetMapping(path = "/uploads/{upload}/reasons")
    @RequiredScope(Scope.READ)
    ResponseEntity<Resource> reasons(Project project, @PathVariable String segment, @PathVariable String upload) {
        Segment target = segments.get(project, segment);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_NDJSON)
                .body(new FileSystemResource(members.reasons(target, upload)));
    }

    private Segment target(Project project, String segment, UploadRequest upload, Caller caller) {
        if (upload.unknown() == Unknown.CREATE) {
            caller.require(Scope.INGEST);
        }
        if (upload.unknown() != Unknown.SKIP) {
            quotas.requireRoom(project.id(), project.limits(), false);
        }
        Segment target = segments.get(project, segment);
        StaticMembers.check(target);
        return target;
    }

    private MembersChanged run(
            Project project,
            Segment target,
            UploadRequest upload,
            Function<RejectedRows, KeyReader> opener,
            RequestBody body) {
        Runnable ended = () -> {
            body.hash();
            recheck.require();
        };
        return answer(project, target, upload, members.run(project, target, upload, opener, ended, () -> {}));
    }

    private static KeyReader reader(RowFormat format, InputStream plain, UploadRequest upload, RejectedRows rejected) {
        return format == RowFormat.CSV
                ? new CsvKeyReader(plain, upload.delimiter(), upload.column(), rejected)
                : new NdjsonKeyReader(plain, upload.column(), rejected);
    }

    private static UploadMode mode(HttpServletRequest request) {
        return switch (request.getMethod()) {
            case "PUT" -> UploadMode.REPLACE;
            case "DELETE" -> UploadMode.REMOVE;
            default -> UploadMode.ADD;
        };
    }

    private static MembersChanged answer(Project project, Segment target, UploadRequest request, Outcome outcome) {
        String reasons = outcome.reasons()
                ? "/v1/projects/" + project.key() + "/segments/" + target.key() + "/uploads/" + outcome.upload()
                        + "/reasons"
                : null;
        return new MembersChanged(
                request.dryRun(),
                outcome.changed().size(),
                outcome.changed().added(),
                outcome.changed().removed(),
                outcome.rows(),
                outcome.matched(),
                outcome.unknownRows(),
                outcome.unknown(),
                outcome.held(),
                outcome.created(),
                outcome.suppressed(),
                outcome.rejected(),
                outcome.errors(),
                reasons,
                outcome.changed().dataVersion(),
                outcome.changed().definitionVersion(),
                outcome.changed().asOf());
    }

    record MembersChanged(
            boolean dryRun,
            long size,
            long added,
            long removed,
            long rows,
            long matched,
            long unknownRows,
            List<String> unknown,
            long held,
            long created,
            long suppressed,
            long rejected,
            List<Reason> errors,
            @JsonInclude @Nullable String reasons,
            long dataVersion,
            int definitionVersion,
            Instant asOf) {}
}
