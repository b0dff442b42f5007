package io.muster.server.audit;

import io.muster.server.catalog.Catalog;
import io.muster.server.http.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import tools.jackson.databind.json.JsonMapper;

/**
 * Adds to the audit trail. An entry is durable when {@link #record} returns; inside a transaction of the catalogue it is
 * kept if and only if that is committed. Thread-safe.
 */
@Service
public class AuditLog {
    private static final String RECORDED = AuditLog.class.getName();

    private final AuditStore store;
    private final Catalog catalog;
    private final JsonMapper json;
    private final Clock clock;

    AuditLog(AuditStore store, Catalog catalog, JsonMapper json, Clock clock) {
        this.store = store;
        this.catalog = catalog;
        this.json = json;
        this.clock = clock;
    }

    /** Records something that happened now, with the address and the id of the request that this thread works for. */
    public void record(AuditEvent event) {
        Instant now = clock.instant();
        String address = address();
        store.append(event, now.toEpochMilli(), seq -> json.writeValueAsString(entry(event, seq, now, address)));
        catalog.afterCommit(() -> current().ifPresent(request -> request.setAttribute(RECORDED, true)));
    }

    private static Map<String, @Nullable Object> entry(
            AuditEvent event, long seq, Instant now, @Nullable String address) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("seq", seq);
        entry.put("at", now);
        entry.put("organization", event.organization());
        entry.put("actor", event.actor());
        entry.put("action", event.action());
        entry.put("target", event.target());
        entry.put("project", event.project());
        entry.put("address", address);
        entry.put("result", event.result());
        entry.put("request_id", RequestId.harmless());
        entry.put("detail", event.detail());
        return entry;
    }

    /** Whether the request has an entry already, from where the thing was done. */
    public static boolean isRecorded(HttpServletRequest request) {
        return request.getAttribute(RECORDED) != null;
    }

    private static @Nullable String address() {
        return current().map(HttpServletRequest::getRemoteAddr).orElse(null);
    }

    private static Optional<HttpServletRequest> current() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? Optional.of(request.getRequest())
                : Optional.empty();
    }
}
