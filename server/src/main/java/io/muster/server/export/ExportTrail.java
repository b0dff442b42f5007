package io.muster.server.export;

import io.muster.model.ProjectId;
import io.muster.server.access.Caller;
import io.muster.server.access.CallerArgument;
import io.muster.server.audit.AuditEvent;
import io.muster.server.audit.AuditLog;
import io.muster.server.project.Projects;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Puts into the audit trail how exports' files leave this server. Thread-safe. */
@Component
public class ExportTrail {
    private final AuditLog log;
    private final Projects projects;

    ExportTrail(AuditLog log, Projects projects) {
        this.log = log;
        this.projects = projects;
    }

    /**
     * Who takes a file, or opens a way to it.
     *
     * @param actor as the audit trail names it
     * @param detail what else tells who that is
     */
    public record Taker(String actor, Map<String, String> detail) {
        public Taker {
            detail = Map.copyOf(detail);
        }

        /** Whoever makes the request that this thread works for; the server itself where there is none. */
        public static Taker caller() {
            return new Taker(CallerArgument.find().map(Caller::actor).orElse(AuditEvent.SYSTEM), Map.of());
        }

        public Taker with(String name, String value) {
            Map<String, String> more = new HashMap<>(detail);
            more.put(name, value);
            return new Taker(actor, more);
        }
    }

    /** Records what was done with an export's file: durable before any of it is sent. */
    public void record(Export export, Taker taker, String action) {
        record(export, taker, action, AuditEvent.OK);
    }

    /**
     * As {@link #record(Export, Taker, String)}.
     *
     * @param result {@code ok} or an error's code
     */
    public void record(Export export, Taker taker, String action, String result) {
        projects.find(new ProjectId(export.project()))
                .ifPresent(project -> log.record(new AuditEvent(
                        project.organization(),
                        taker.actor(),
                        action,
                        export.id(),
                        export.project(),
                        result,
                        taker.detail())));
    }
}
