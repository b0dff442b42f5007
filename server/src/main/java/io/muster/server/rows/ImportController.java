package io.muster.server.rows;

import io.muster.engine.rows.RowKind;
import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.idempotency.Idempotency;
import io.muster.server.idempotency.IdempotencyKey;
import io.muster.server.idempotency.Made;
import io.muster.server.limit.Quotas;
import io.muster.server.project.Project;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/v1/projects/{project}", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredScope(Scope.INGEST)
class ImportController {
    private final Imports imports;
    private final Quotas quotas;
    private final Idempotency idempotency;

    ImportController(Imports imports, Quotas quotas, Idempotency idempotency) {
        this.imports = imports;
        this.quotas = quotas;
        this.idempotency = idempotency;
    }

    @PostMapping(
            path = "/profiles/import",
            consumes = {RowFormat.NDJSON_TYPE, RowFormat.CSV_TYPE, RowFormat.PARQUET_TYPE})
    ResponseEntity<?> profiles(Project project, IdempotencyKey key, HttpServletRequest request) throws IOException {
        return load(RowKind.PROFILES, project, key, request);
    }

    @PostMapping(
            path = "/events/import",
            consumes = {RowFormat.NDJSON_TYPE, RowFormat.CSV_TYPE, RowFormat.PARQUET_TYPE})
    ResponseEntity<?> events(Project project, IdempotencyKey key, HttpServletRequest request) throws IOException {
        return load(RowKind.EVENTS, project, key, request);
    }

    private ResponseEntity<?> load(RowKind kind, Project project, IdempotencyKey key, HttpServletRequest request)
            throws IOException {
        ImportRequest parsed = ImportRequest.of(request, kind, project.zone());
        RequestBody body = RequestBody.of(request.getInputStream());
        Idempotency.Attempt attempt = idempotency.begin(key);
        if (attempt.isRepeated()) {
            return attempt.replay(body.hash());
        }
        try {
            quotas.requireRoom(project.id(), project.limits(), kind == RowKind.EVENTS);
            ImportResult result = imports.run(project, parsed, body, attempt::keepAlive);
            return attempt.finish(body.hash(), Made.ok(result));
        } catch (RuntimeException e) {
            attempt.fail();
            throw e;
        }
    }
}
