package io.muster.server.audit;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened. Holds no secret and no value of a profile.
 *
 * @param organization whose trail it goes to; {@link #NOBODY} where that cannot be known, as for wrong credentials
 * @param actor such as {@code application:c_1} or {@code person:u_1}; {@code anonymous} or {@code system}
 * @param action such as {@code application.create}
 * @param target what it was done to: an id or a path; null where the action says it all
 * @param project the project's id; null where it concerns none
 * @param result {@code ok} or an error code
 * @param detail whatever else is worth knowing
 */
public record AuditEvent(
        String organization,
        String actor,
        String action,
        @Nullable String target,
        @Nullable String project,
        String result,
        Map<String, String> detail) {
    /** The trail of what no organization can be blamed for. */
    public static final String NOBODY = "";

    public static final String OK = "ok";
    public static final String ANONYMOUS = "anonymous";
    public static final String SYSTEM = "system";

    public AuditEvent {
        detail = java.util.Collections.unmodifiableMap(new TreeMap<>(detail));
    }

    /** Something that went well and needs no more words. */
    public static AuditEvent ok(String organization, String actor, String action, String target) {
        return new AuditEvent(organization, actor, action, target, null, OK, Map.of());
    }

    public AuditEvent inProject(@Nullable String id) {
        return new AuditEvent(organization, actor, action, target, id, result, detail);
    }

    public AuditEvent with(String name, String value) {
        Map<String, String> more = new TreeMap<>(detail);
        more.put(name, value);
        return new AuditEvent(organization, actor, action, target, project, result, more);
    }
}
