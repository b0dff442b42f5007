package io.muster.server.export;

import io.muster.engine.Deadline;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.access.Scope;
import io.muster.server.export.Export.Failure;
import io.muster.server.export.Export.Subject;
import io.muster.server.export.ExportSelection.Chosen;
import io.muster.server.export.Manifest.FileEntry;
import io.muster.server.export.Manifests.Source;
import io.muster.server.export.file.FileRoom;
import io.muster.server.export.file.Room;
import io.muster.server.export.form.ExportFormat;
import io.muster.server.export.form.ExportMetrics;
import io.muster.server.export.form.FilesUnderWay;
import io.muster.server.export.form.Forms;
import io.muster.server.export.form.PartSplit;
import io.muster.server.job.Job;
import io.muster.server.job.JobContext;
import io.muster.server.job.JobRunner;
import io.muster.server.job.RetryPolicy;
import io.muster.server.project.Project;
import io.muster.server.project.Projects;
import io.muster.server.segment.Evaluations;
import io.muster.server.segment.Evaluations.Evaluation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Makes the files of one export, from one data version. Thread-safe. */
@Component
class ExportJob implements JobRunner {

    static final String TYPE = "export";

    /** How often an export is made anew because of erasures meanwhile, before it fails. */
    private static final int MOST_TRIES = 10;

    private final ExportStore store;
    private final ExportEndings endings;
    private final ExportFiles files;
    private final ExportWriter writer;
    private final ExportSelection selection;
    private final ExportBases bases;
    private final FileRoom rooms;
    private final ExportRoom room;
    private final ExportMembers members;
    private final ExportMetrics metrics;
    private final Forms forms;
    private final FilesUnderWay underWay;
    private final ExportRuns runs;
    private final Projects projects;
    private final Evaluations evaluations;
    private final JsonMapper json;
    private final Clock clock;

    ExportJob(
            ExportStore store,
            ExportEndings endings,
            ExportFiles files,
            ExportWriter writer,
            ExportSelection selection,
            ExportBases bases,
            FileRoom rooms,
            ExportRoom room,
            ExportMembers members,
            ExportMetrics metrics,
            Forms forms,
            FilesUnderWay underWay,
            ExportRuns runs,
            Projects projects,
            Evaluations evaluations,
            JsonMapper json,
            Clock clock) {
        this.store = store;
        this.endings = endings;
        this.files = files;
        this.writer = writer;
        this.selection = selection;
        this.bases = bases;
        this.rooms = rooms;
        this.room = room;
        this.members = members;
        this.metrics = metrics;
        this.forms = forms;
        this.underWay = underWay;
        this.runs = runs;
        this.projects = projects;
        this.evaluations = evaluations;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Scope scope() {
        return Scope.EXPORT;
    }

    /** While the store of files does not answer; for some minutes, in which waiting exports go on. */
    @Override
    public RetryPolicy retry() {
        return new RetryPolicy(6, Duration.ofSeconds(10), Set.of(ErrorCode.STORAGE_UNAVAILABLE));
    }

    @Override
    public void run(JobContext context) {
        String id = context.job().subject();
        Optional<Export> export = store.find(id);
        Optional<Project> project = projects.find(context.job().project());
        if (export.isEmpty() || project.isEmpty() || !store.start(id, clock.instant())) {
            return;
        }
        int tries = 1;
        while (export.isPresent() && !make(export.get(), project.get(), context)) {
            if (tries == MOST_TRIES) {
                throw new MusterException(
                        ErrorCode.INTERNAL,
                        "Profiles were erased each of the " + tries + " times that the export was made.");
            }
            tries++;
            // What was asked for may have named somebody who was erased.
            export = store.find(id);
        }
    }

    @Override
    public void ended(Job job) {
        Job.Failure error = job.error();
        if (error == null) {
            endings.cancel(job.subject(), clock.instant());
        } else {
            endings.fail(
                    job.subject(),
                    new Failure(ErrorCode.valueOf(error.code().toUpperCase(Locale.ROOT)), error.detail()),
                    clock.instant());
        }
        store.find(job.subject()).ifPresent(files::delete);
    }

    /** False where a profile was erased meanwhile, so that it is to be made anew; nothing is left of it then. */
    private boolean make(Export export, Project project, JobContext context) {
        try (ExportRuns.Run run = runs.begin(export, context.deadline())) {
            try {
                Path directory = files.fresh(export);
                try (Room taken = rooms.open(directory, run.deadline())) {
                    make(export, project, directory, taken, context);
                }
                return true;
            } catch (IOException | RuntimeException e) {
                underWay.end(export.id());
                if (e instanceof OutdatedExport || run.isOutdated()) {
                    forms.drop(export.id());
                    files.erase(export);
                    return false;
                }
                files.delete(export);
                throw e instanceof IOException io ? failure(io) : (RuntimeException) e;
            }
        }
    }

    private void make(Export export, Project project, Path directory, Room taken, JobContext context)
            throws IOException {
        Written written;
        try (Evaluation evaluation = evaluations.open(project, taken.deadline())) {
            try {
                written = write(export, project, directory, taken, evaluation, context);
            } catch (MusterException e) {
                boolean again = evaluation.snapshot().isGone()
                        && projects.find(project.id()).isPresent();
                throw again ? new OutdatedExport() : e;
            }
        }
        finish(export, project, written, taken.deadline(), context);
    }

    /**
     * What was made.
     *
     * @param held whose rows the files have
     */
    private record Written(Source source, ExportWriter.Made made, RoaringBitmap held) {}

    private Written write(
            Export export, Project project, Path directory, Room taken, Evaluation evaluation, JobContext context)
            throws IOException {
        Optional<ExportWriter.Base> base = bases.base(export);
        Chosen chosen =
                metrics.timed("evaluate", () -> selection.choose(export, project, evaluation, taken.deadline()));
        long expected = chosen.rows().members().getLongCardinality();
        if (!store.describe(export, chosen.what(), expected, evaluation.dataVersion(), evaluation.asOf())) {
            throw new OutdatedExport();
        }
        context.report(0, expected);
        if (export.options().sinceExport() == null) {
            PartSplit.check(expected, export.options().partRows());
        }
        RoaringBitmap held = members.write(export, chosen.rows().members(), bases.of(export));
        room.take(taken, export, evaluation.snapshot(), chosen.rows(), directory);
        ExportWriter.Made made = metrics.timed(
                "write",
                () -> taken.run(() -> writer.write(
                        export,
                        evaluation.snapshot(),
                        chosen.rows(),
                        directory,
                        base.orElse(null),
                        context,
                        taken.deadline())));
        return new Written(new Source(chosen, evaluation.dataVersion(), evaluation.asOf()), made, held);
    }

    private void finish(Export export, Project project, Written written, Deadline deadline, JobContext context)
            throws IOException {
        ExportWriter.Made made = written.made();
        // Before anything leaves this server; once more when it is to be published.
        requireNobodyRetired(export, written);
        if (export.format() == ExportFormat.XLSX) {
            forms.keepTable(export.id(), files.directory(export), made.table(), deadline);
        }
        List<FileEntry> entries = keep(export, project, made, deadline);
        long kept = made.bytes() + files.stateBytes(export);
        Instant now = clock.instant();
        context.report(made.rows().written(), made.rows().written());
        context.finish(() -> {
            requireNobodyRetired(export, written);
            // As it is by now: ids of people erased meanwhile are not in it any more.
            Subject what = store.find(export.id()).map(Export::what).orElse(export.what());
            ExportStore.Success success = new ExportStore.Success(
                    made.rows().written(),
                    made.bytes(),
                    kept,
                    json.valueToTree(Manifests.of(export, what, project, written.source(), made, entries, now)),
                    made.stored(),
                    project.expiry(now, export.options().retention()));
            if (!endings.succeed(export.id(), success, now)) {
                throw new MusterException(ErrorCode.CANCELLED, "The export was cancelled.");
            }
        });
        underWay.succeed(export.id());
        metrics.made(export.format(), made.rows().written(), made.bytes());
    }

    private void requireNobodyRetired(Export export, Written written) {
        if (members.areRetired(export, written.held())) {
            throw new OutdatedExport();
        }
    }

    /** Ends what would have published an erased profile. */
    @SuppressWarnings("serial")
    private static final class OutdatedExport extends RuntimeException {}

    private List<FileEntry> keep(Export export, Project project, ExportWriter.Made made, Deadline deadline)
            throws IOException {
        return metrics.timed("keep", () -> {
            files.keep(export, project, made.files(), deadline);
            return made.files().stream()
                    .map(file -> Manifests.entry(file, files.location(file.file())))
                    .toList();
        });
    }

    private static MusterException failure(IOException error) {
        String message = String.valueOf(error.getMessage());
        if (message.contains("No space left")) {
            return new MusterException(
                    ErrorCode.STORAGE_FULL,
                    "There was no room left on the server's disk for the export's files.",
                    error);
        }
        return new MusterException(ErrorCode.INTERNAL, "The export's files could not be written: " + message, error);
    }
}
