package io.muster.server.export;

import io.muster.engine.Deadline;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.server.export.file.FileCleanup;
import io.muster.server.export.file.FileKeeping;
import io.muster.server.export.file.KeptFiles;
import io.muster.server.export.form.Forms;
import io.muster.server.job.RecurringWork;
import io.muster.server.project.ProjectCleanup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Deletes the files of exports whose time is over, and files that no export owns up to. */
@Component
class ExportSweep implements RecurringWork, ProjectCleanup {

    private static final Logger LOG = LoggerFactory.getLogger(ExportSweep.class);
    private static final int PAGE = 200;

    private final ExportStore store;
    private final ExportEndings endings;
    private final FinishedExports finished;
    private final ExportFiles files;
    private final Forms forms;
    private final ExportRuns runs;
    private final KeptFiles kept;
    private final FileKeeping keeping;
    private final FileCleanup cleanup;
    private final ExportBases bases;
    private final ObjectProvider<ExportHold> holds;
    private final ObjectProvider<BaseHold> baseHolds;
    private final Clock clock;

    ExportSweep(
            ExportStore store,
            ExportEndings endings,
            FinishedExports finished,
            ExportFiles files,
            Forms forms,
            ExportRuns runs,
            KeptFiles kept,
            FileKeeping keeping,
            FileCleanup cleanup,
            ExportBases bases,
            ObjectProvider<ExportHold> holds,
            ObjectProvider<BaseHold> baseHolds,
            Clock clock) {
        this.store = store;
        this.endings = endings;
        this.finished = finished;
        this.files = files;
        this.forms = forms;
        this.runs = runs;
        this.kept = kept;
        this.keeping = keeping;
        this.cleanup = cleanup;
        this.bases = bases;
        this.holds = holds;
        this.baseHolds = baseHolds;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "export-sweep";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(30);
    }

    @Override
    public void run() {
        for (Export export : store.expired(clock.instant(), PAGE)) {
            if (!isHeld(export)) {
                expire(export);
            }
        }
        for (String id : store.held()) {
            store.find(id).ifPresent(this::keepRows);
        }
        for (String id : files.all()) {
            if (!store.isOwned(id)) {
                files.deleteOrphan(id);
            }
            store.find(id)
                    .filter(export -> export.state() == ExportState.SUCCEEDED)
                    .ifPresent(this::sweep);
        }
        cleanup.sweep();
    }

    private void expire(Export export) {
        if (!isCompared(export)) {
            if (endings.expire(export.id())) {
                finished.delete(export);
            }
            return;
        }
        try {
            if (endings.hold(export.id(), bases.bytes(export))) {
                bases.keepRows(export);
            }
        } catch (MusterException | IOException e) {
            LOG.warn("The rows of export {} cannot be kept for the next one", export.id(), e);
            if (endings.expire(export.id()) || store.release(export.id())) {
                finished.delete(export);
            }
        }
    }

    /** What an expired export still has. */
    private void keepRows(Export export) {
        try {
            if (isCompared(export)) {
                bases.keepRows(export);
            } else if (store.release(export.id())) {
                finished.delete(export);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isCompared(Export export) {
        return baseHolds.stream().anyMatch(hold -> hold.needsRows(export));
    }

    private boolean isHeld(Export export) {
        return holds.stream().anyMatch(hold -> hold.holds(export));
    }

    private void sweep(Export export) {
        Path directory = files.directory(export);
        Set<Path> own = new HashSet<>(kept.fetching());
        files.parts(export).forEach(part -> own.add(part.path()));
        own.add(ExportFiles.state(directory));
        own.add(ExportFiles.members(directory));
        try {
            forms.sweep(export.id(), directory, own);
            if (!forms.isBusy(export.id()) && !isHeld(export)) {
                resume(export, directory);
                cleanup.trim(directory);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("Export {} is kept on the disk for now", export.id(), e);
        }
    }

    /** Whoever deletes the export stops this first, so that nothing arrives in the bucket that is deleted already. */
    private void resume(Export export, Path directory) {
        try (ExportRuns.Run run = runs.begin(export, Deadline.none())) {
            Optional<Export> now = store.find(export.id());
            if (now.isPresent() && now.get().state() == ExportState.SUCCEEDED) {
                keeping.resume(directory, run.deadline());
            }
        }
    }

    @Override
    public void clean(ProjectId project) {
        runs.stopAll(project);
        forms.stop(files.directory(project));
        files.deleteAll(project);
        cleanup.dropAll(project);
    }
}
