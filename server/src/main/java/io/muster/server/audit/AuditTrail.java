package io.muster.server.audit;

import io.muster.model.ProjectId;
import io.muster.server.catalog.Catalog;
import io.muster.server.http.Cursor;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Service;

/** Reads the audit trail, and proves that nothing in it was changed or taken out. Thread-safe. */
@Service
public class AuditTrail {
    private static final int AT_ONCE = 1000;

    private final AuditStore store;

    AuditTrail(AuditStore store) {
        this.store = store;
    }

    /** A trail to look at without a server. */
    public static AuditTrail of(Catalog catalog) {
        return new AuditTrail(new AuditStore(catalog));
    }

    /**
     * Which entries of an organization are meant; empty for all.
     *
     * @param projects only of these
     */
    public record Filter(
            String organization,
            Optional<Set<ProjectId>> projects,
            Optional<String> actor,
            Optional<String> action,
            Optional<String> result,
            Optional<Instant> from,
            Optional<Instant> to) {

        Condition condition() {
            List<Condition> all = new ArrayList<>();
            all.add(AuditStore.ORGANIZATION.eq(organization));
            projects.ifPresent(ids -> all.add(
                    AuditStore.PROJECT.in(ids.stream().map(ProjectId::value).toList())));
            actor.ifPresent(it -> all.add(AuditStore.ACTOR.eq(it)));
            action.ifPresent(it -> all.add(AuditStore.ACTION.eq(it)));
            result.ifPresent(it -> all.add(AuditStore.RESULT.eq(it)));
            from.ifPresent(it -> all.add(AuditStore.AT.ge(it.toEpochMilli())));
            to.ifPresent(it -> all.add(AuditStore.AT.lt(it.toEpochMilli())));
            return DSL.and(all);
        }
    }

    /** A page of entries, newest first. */
    public Page<AuditEntry> list(Filter filter, PageRequest page) {
        String list = "audit:" + filter.organization();
        long before = page.start(list, 1).map(cursor -> cursor.number(0)).orElse(Long.MAX_VALUE);
        List<AuditEntry> found = store.newest(filter.condition(), before, page.limit() + 1);
        return Page.of(found, page.limit(), last -> Cursor.encode(list, last.seq()));
    }

    /** Gives every entry, oldest first, without holding them all. */
    public void each(Filter filter, Consumer<AuditEntry> taker) {
        long after = 0;
        List<AuditEntry> part;
        do {
            part = store.oldest(filter.condition(), after, AT_ONCE);
            part.forEach(taker);
            after = part.isEmpty() ? after : part.getLast().seq();
        } while (part.size() == AT_ONCE);
    }

    /**
     * Every organization that has a trail or a part of one, {@link AuditEvent#NOBODY} included, and those that have to have
     * one, for they have applications.
     */
    public List<String> organizations() {
        return store.organizations();
    }

    /** The hash that an organization's trail ends with. */
    public Optional<String> newestHash(String organization) {
        return store.head(organization).map(AuditEntry::hash);
    }

    /**
     * Goes through an organization's trail from its start, and through what is kept beside the entries to find them by.
     *
     * @return the number of the first entry that is not as it was written, or is missing; empty where all are good
     */
    public OptionalLong firstFault(String organization) {
        AuditProof proof = new AuditProof();
        // What is written meanwhile comes after this head.
        Optional<AuditEntry> head = store.head(organization);
        long after = 0;
        List<AuditStore.Kept> part;
        do {
            part = store.kept(organization, after, AT_ONCE);
            part.forEach(proof::take);
            after = part.isEmpty() ? after : part.getLast().entry().seq();
        } while (part.size() == AT_ONCE);
        return proof.fault(head);
    }

    /**
     * Of the triggers by which the database refuses to change a trail, those that are not there or refuse nothing, by name;
     * empty where all is well.
     */
    public List<String> missingGuards() {
        return store.missingGuards();
    }

    /** Whether an organization's trail has an entry with that hash. In a trail that is whole, so is all before it. */
    public boolean has(String organization, String hash) {
        return store.has(organization, hash);
    }
}
