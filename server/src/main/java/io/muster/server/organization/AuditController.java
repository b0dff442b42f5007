package io.muster.server.organization;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.server.access.Caller;
import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.audit.AuditEntry;
import io.muster.server.audit.AuditTrail;
import io.muster.server.audit.Audited;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import io.muster.server.project.Projects;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/v1/audit")
@RequiredScope(Scope.ADMIN)
class AuditController {
    private static final String NDJSON = "application/x-ndjson";

    private final AuditTrail trail;
    private final Projects projects;
    private final JsonMapper json;

    AuditController(AuditTrail trail, Projects projects, JsonMapper json) {
        this.trail = trail;
        this.projects = projects;
        this.json = json;
    }

    /** What the query says. */
    private record Asked(
            @Nullable String project,
            @Nullable String actor,
            @Nullable String action,
            @Nullable String result,
            @Nullable String from,
            @Nullable String to) {}

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Audited(false)
    Page<AuditEntry> list(
            Caller caller,
            PageRequest page,
            @RequestParam @Nullable String project,
            @RequestParam @Nullable String actor,
            @RequestParam @Nullable String action,
            @RequestParam @Nullable String result,
            @RequestParam @Nullable String from,
            @RequestParam @Nullable String to) {
        return trail.list(filter(caller, new Asked(project, actor, action, result, from, to)), page);
    }

    @GetMapping(produces = NDJSON)
    @Audited
    ResponseEntity<StreamingResponseBody> export(
            Caller caller,
            @RequestParam @Nullable String project,
            @RequestParam @Nullable String actor,
            @RequestParam @Nullable String action,
            @RequestParam @Nullable String result,
            @RequestParam @Nullable String from,
            @RequestParam @Nullable String to) {
        AuditTrail.Filter filter = filter(caller, new Asked(project, actor, action, result, from, to));
        StreamingResponseBody body = out -> {
            OutputStream lines = new BufferedOutputStream(out);
            trail.each(filter, entry -> write(lines, entry));
            lines.flush();
        };
        return ResponseEntity.ok().contentType(MediaType.parseMediaType(NDJSON)).body(body);
    }

    private void write(OutputStream out, AuditEntry entry) {
        try {
            out.write((json.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whoever is bound to some projects sees what was done in them and nothing else. */
    private AuditTrail.Filter filter(Caller caller, Asked asked) {
        Optional<Set<ProjectId>> bound = caller.reach().everyProject()
                ? Optional.empty()
                : Optional.of(caller.reach().projects());
        Optional<Set<ProjectId>> one = Optional.ofNullable(asked.project())
                .map(key -> Set.of(projects.get(key, caller).id()));
        return new AuditTrail.Filter(
                caller.organization(),
                one.or(() -> bound),
                Optional.ofNullable(asked.actor()),
                Optional.ofNullable(asked.action()),
                Optional.ofNullable(asked.result()),
                instant("from", asked.from()),
                instant("to", asked.to()));
    }

    private static Optional<Instant> instant(String name, @Nullable String text) {
        try {
            return Optional.ofNullable(text).map(it -> OffsetDateTime.parse(it).toInstant());
        } catch (DateTimeException e) {
            throw new MusterException(
                    ErrorCode.INVALID_REQUEST,
                    name + ": '" + text + "' is not an ISO-8601 instant; give one such as 2026-01-01T00:00:00Z.",
                    e);
        }
    }
}
