package io.muster.server.access;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.audit.AuditEvent;
import io.muster.server.audit.AuditLog;
import io.muster.server.catalog.Catalog;
import io.muster.server.http.Cursor;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/**
 * Applications together with their secrets, for interfaces that show them to their owner. A secret is masked where only
 * its hash is kept, and where the application may do more than whoever asks. What was shown is in the audit trail before
 * it is given out. Thread-safe.
 */
@Service
public class ShownApplications {
    private final ApplicationStore store;
    private final SecretBoxes boxes;
    private final AuditLog audit;
    private final Catalog catalog;

    ShownApplications(ApplicationStore store, SecretBoxes boxes, AuditLog audit, Catalog catalog) {
        this.store = store;
        this.boxes = boxes;
        this.audit = audit;
        this.catalog = catalog;
    }

    /**
     * An application and its secret.
     *
     * @param clientSecret {@link Applications#MASKED} where it is not shown
     */
    public record Shown(Application application, String clientSecret) {
        @Override
        public String toString() {
            return "Shown[" + application.id() + "]";
        }

        private boolean isRevealed() {
            return !clientSecret.equals(Applications.MASKED);
        }
    }

    /**
     * Those that the query means and the caller may see, in the order of their making.
     *
     * @param offset how many to pass over, counted from the page's start
     */
    public Page<Shown> list(Caller by, ApplicationQuery query, PageRequest page, int offset) {
        String list = "shown-applications:" + query;
        Page<StoredApplication> found = Page.of(
                store.list(query, by.reach(), page.start(list, 2), offset, page.limit() + 1),
                page.limit(),
                last -> Cursor.encode(
                        list,
                        last.application().createdAt().toEpochMilli(),
                        last.application().id()));
        return new Page<>(shown(by, found.items()), found.nextCursor());
    }

    /**
     * One of those.
     *
     * @throws MusterException NOT_FOUND, also where the query does not mean it or the caller may not see it
     */
    public Shown get(Caller by, ApplicationQuery query, String id) {
        return shown(by, find(by, query, id).stream().toList()).stream()
                .findFirst()
                .orElseThrow(() -> new MusterException(ErrorCode.NOT_FOUND, "No application " + id + "."));
    }

    private Optional<StoredApplication> find(Caller by, ApplicationQuery query, String id) {
        return store.find(query, id)
                .filter(it -> by.reach().covers(it.application().settings().reach()));
    }

    private List<Shown> shown(Caller by, List<StoredApplication> found) {
        List<Shown> all = found.stream().map(stored -> shown(by, stored)).toList();
        List<Application> revealed =
                all.stream().filter(Shown::isRevealed).map(Shown::application).toList();
        if (!revealed.isEmpty()) {
            catalog.change(dsl -> audit.record(event(by, revealed)));
        }
        return all;
    }

    private Shown shown(Caller by, StoredApplication stored) {
        Optional<String> secret =
                Applications.isWithin(by, stored.application().settings()) ? boxes.open(stored) : Optional.empty();
        return new Shown(stored.application(), secret.orElse(Applications.MASKED));
    }

    private static AuditEvent event(Caller by, List<Application> revealed) {
        String clients = revealed.stream().map(Application::clientId).collect(Collectors.joining(" "));
        return new AuditEvent(
                by.organization(),
                by.actor(),
                "application.reveal",
                revealed.size() == 1 ? revealed.getFirst().id() : null,
                null,
                AuditEvent.OK,
                Map.of("client_id", clients, "shown", "true"));
    }
}
