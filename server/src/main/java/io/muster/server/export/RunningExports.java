package io.muster.server.export;

import io.muster.server.access.CallerRecheck;
import io.muster.server.export.form.FilesUnderWay;
import io.muster.server.export.form.FormChoice;
import io.muster.server.export.form.FormWanted;
import io.muster.server.export.form.Negotiation;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Waits for exports that are under way, and shows their files as they are made. Thread-safe. */
@Component
class RunningExports {

    /** Exports end elsewhere too. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final ExportStore store;
    private final FilesUnderWay files;
    private final CallerRecheck recheck;

    RunningExports(ExportStore store, FilesUnderWay files, CallerRecheck recheck) {
        this.store = store;
        this.files = files;
        this.recheck = recheck;
    }

    /** An export as it is after it was waited for, and its file if that is being made in the form that is wanted. */
    record Awaited(Export export, Optional<ExportedForm> file) {}

    /**
     * Waits until the export's file can be read, the export has ended, or for that long.
     *
     * @param early whether a file that is still being made is of use
     * @throws MusterException NOT_ACCEPTABLE; UNAUTHORIZED or FORBIDDEN where the caller's credentials were revoked or
     *     limited meanwhile
     */
    Awaited await(Export export, FormWanted wanted, Duration most, boolean early) {
        if (most.isZero() || !export.state().isUnderWay()) {
            return new Awaited(export, Optional.empty());
        }
        Awaited awaited = await(export, Negotiation.choose(wanted, export.form()), most, early);
        recheck.require();
        return awaited;
    }

    private Awaited await(Export export, FormChoice choice, Duration most, boolean early) {
        long until = System.nanoTime() + most.toNanos();
        Export now = export;
        while (now.state().isUnderWay() && System.nanoTime() < until) {
            Optional<ExportedForm> file = early ? find(export, choice) : Optional.empty();
            if (file.isPresent() || !pause()) {
                return new Awaited(now, file);
            }
            now = store.find(export.id()).orElse(now);
        }
        return new Awaited(now, Optional.empty());
    }

    private Optional<ExportedForm> find(Export export, FormChoice choice) {
        return choice.form().equals(export.form())
                ? files.find(export.id()).map(file -> ExportedForm.of(export, choice, file))
                : Optional.empty();
    }

    /** False where the server stops. */
    private boolean pause() {
        try {
            files.await(PAUSE);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
