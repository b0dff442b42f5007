package io.muster.server.export;

import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.export.Export.Column;
import io.muster.server.export.column.ColumnRequests;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import io.muster.server.idempotency.Idempotency;
import io.muster.server.idempotency.IdempotencyKey;
import io.muster.server.idempotency.Made;
import io.muster.server.project.Project;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping(path = "/v1/projects/{project}/exports", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredScope(Scope.EXPORT)
class ExportController {

    private final Exports exports;
    private final ExportColumns columns;
    private final ExportQueue queue;
    private final ExportExtras extras;
    private final Idempotency idempotency;

    ExportController(
            Exports exports, ExportColumns columns, ExportQueue queue, ExportExtras extras, Idempotency idempotency) {
        this.exports = exports;
        this.columns = columns;
        this.queue = queue;
        this.extras = extras;
        this.idempotency = idempotency;
    }

    /** Columns that can be asked for, and how many at most. */
    record Columns(List<Column> items, int maxColumns, int maxEvents) {}

    @GetMapping
    Page<ExportView> list(Project project, @RequestParam @Nullable String state, PageRequest page) {
        ExportState only = state == null ? null : Constants.parse(ExportState.class, "state", state);
        Page<Export> found = exports.list(project, only, page);
        boolean waiting = found.items().stream().anyMatch(export -> export.state() == ExportState.QUEUED);
        Map<String, Integer> places = waiting ? queue.places() : Map.of();
        Map<String, Map<String, @Nullable Object>> seen = extras.seen(found.items());
        return found.map(export ->
                ExportView.of(project, export, places.get(export.job()), seen.getOrDefault(export.id(), Map.of())));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> create(Project project, IdempotencyKey key, @RequestBody ObjectNode body) {
        return idempotency.once(key, body, () -> exports.prepare(project, exports.read(body)), prepared -> {
            Export export = exports.add(project, prepared);
            return Made.accepted(ExportView.path(project, export), view(project, export));
        });
    }

    @GetMapping("/columns")
    Columns columns(Project project, @RequestParam @Nullable String event) {
        return new Columns(columns.all(project, event), ColumnRequests.MAX_COLUMNS, ColumnRequests.MAX_EVENTS);
    }

    @GetMapping("/usage")
    ExportQueue.Use usage(Project project) {
        return queue.use(project);
    }

    @GetMapping("/{export}")
    ExportView get(Project project, @PathVariable String export) {
        return view(project, exports.get(project, export));
    }

    @DeleteMapping("/{export}")
    ResponseEntity<Void> delete(Project project, @PathVariable String export) {
        exports.delete(project, export);
        return ResponseEntity.noContent().build();
    }

    private ExportView view(Project project, Export export) {
        return ExportView.of(
                project,
                export,
                export.state() == ExportState.QUEUED ? queue.places().get(export.job()) : null,
                extras.seen(export));
    }
}
