package io.muster.server.rows;

import io.muster.engine.rows.RowKind;
import io.muster.server.limit.Quotas;
import io.muster.server.project.Project;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes a few rows, in the form that NDJSON has, for interfaces that bring them otherwise than as a file. They are
 * durable when a method returns, and all are kept or none. Thread-safe.
 */
@Service
public class RowIntake {
    private final Imports imports;
    private final Quotas quotas;
    private final JsonMapper json;

    RowIntake(Imports imports, Quotas quotas, JsonMapper json) {
        this.imports = imports;
        this.quotas = quotas;
        this.json = json;
    }

    /**
     * Takes events.
     *
     * @param where a JSON Pointer to the list that they were made of, for faults
     * @throws io.muster.model.MusterException INVALID_REQUEST with a fault for each bad one; QUOTA_EXCEEDED
     */
    public void events(Project project, List<ObjectNode> rows, String where) {
        quotas.requireRoom(project.id(), project.limits(), true);
        run(project, RowKind.EVENTS, rows, where);
    }

    /** As {@link #events}, of profiles. */
    public void profiles(Project project, List<ObjectNode> rows, String where) {
        quotas.requireRoom(project.id(), project.limits(), false);
        run(project, RowKind.PROFILES, rows, where);
    }

    private void run(Project project, RowKind kind, List<ObjectNode> rows, String where) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (ObjectNode row : rows) {
            lines.writeBytes(json.writeValueAsBytes(row));
            lines.write('\n');
        }
        RequestBody body = RequestBody.of(new ByteArrayInputStream(lines.toByteArray()));
        imports.runWhole(project, ImportRequest.ofOwn(kind, project.zone()), body, where);
    }
}
