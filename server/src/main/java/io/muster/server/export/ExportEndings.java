package io.muster.server.export;

import io.muster.server.catalog.Catalog;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Brings exports to their end, and tells whoever wants to know in the same transaction. Thread-safe. */
@Component
class ExportEndings {

    private final Catalog catalog;
    private final ExportStore store;
    private final ObjectProvider<ExportListener> listeners;

    ExportEndings(Catalog catalog, ExportStore store, ObjectProvider<ExportListener> listeners) {
        this.catalog = catalog;
        this.store = store;
        this.listeners = listeners;
    }

    /** Ends it well; false where it was cancelled meanwhile. */
    boolean succeed(String id, ExportStore.Success success, Instant now) {
        return end(id, () -> store.succeed(id, success, now));
    }

    /** Ends it badly; false where it has ended. */
    boolean fail(String id, Export.Failure failure, Instant now) {
        return end(id, () -> store.fail(id, failure, now));
    }

    /** Cancels it; false where it has ended. */
    boolean cancel(String id, Instant now) {
        return end(id, () -> store.cancel(id, now));
    }

    /** Says that its files are gone; false where there were none. */
    boolean expire(String id) {
        return end(id, () -> store.expire(id));
    }

    /** As {@link #expire}, but its rows, of that size, are kept. */
    boolean hold(String id, long kept) {
        return end(id, () -> store.hold(id, kept));
    }

    /** Says that its files are gone because somebody in them was erased; false where there were none. */
    boolean erase(String id, Export.Failure reason) {
        return end(id, () -> store.erase(id, reason));
    }

    private boolean end(String id, BooleanSupplier change) {
        return catalog.transaction(dsl -> {
            boolean changed = change.getAsBoolean();
            if (changed) {
                store.find(id).ifPresent(export -> listeners.forEach(listener -> listener.ended(export)));
            }
            return changed;
        });
    }
}
