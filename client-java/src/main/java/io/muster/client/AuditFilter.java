package io.muster.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/** Which entries of the audit trail. Immutable; begin from {@link #ALL}. */
public final class AuditFilter {
    public static final AuditFilter ALL = new AuditFilter(List.of());

    private final List<Entry<String, String>> parameters;

    private AuditFilter(List<Entry<String, String>> parameters) {
        this.parameters = parameters;
    }

    /** What concerns that project, by id or key. */
    public AuditFilter project(String idOrKey) {
        return with("project", idOrKey);
    }

    /** What that actor did, such as {@code person:u_8c2k5w1q}. */
    public AuditFilter actor(String actor) {
        return with("actor", actor);
    }

    /** That action, such as {@code application.reveal}. */
    public AuditFilter action(String action) {
        return with("action", action);
    }

    /** What ended so, such as {@code ok}. */
    public AuditFilter result(String result) {
        return with("result", result);
    }

    /** At or after that instant. */
    public AuditFilter from(Instant instant) {
        return with("from", instant.toString());
    }

    /** Before that instant. */
    public AuditFilter to(Instant instant) {
        return with("to", instant.toString());
    }

    List<Entry<String, String>> parameters() {
        return parameters;
    }

    private AuditFilter with(String name, String value) {
        List<Entry<String, String>> all = new ArrayList<>(parameters);
        all.add(Map.entry(name, value));
        return new AuditFilter(List.copyOf(all));
    }
}
