package io.muster.server.export;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.export.Export.Failure;
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
        this.projects = projects;
        this.evaluations = evaluations;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** While the store of files does not answer; for some minutes, in which waiting exports go on. */
    @Override
    public RetryPolicy retry() {
        return new RetryPolicy(6, Duration.ofSeconds(10), Set.of(ErrorCode.STORAGE_UNAVAILABLE));
    }

    @Override
    public void run(JobContext context) {
        Optional<Export> export = store.find(context.job().subject());
        Optional<Project> project = projects.find(context.job().project());
        if (export.isEmpty() || project.isEmpty() || !store.start(export.get().id(), clock.instant())) {
            return;
        }
        try {
            int tries = 1;
            while (!make(export.get(), project.get(), context)) {
                if (tries == MOST_TRIES) {
                    throw new MusterException(
                            ErrorCode.INTERNAL,
                            "Profiles were erased each of the " + tries + " times that the export was made.");
                }
                tries++;
            }
        } catch (IOException e) {
            files.delete(export.get());
            throw failure(e);
        } catch (RuntimeException e) {
            files.delete(export.get());
            throw e;
        } finally {
            underWay.end(export.get().id());
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

    /** False where a profile was erased meanwhile, so that it is to be made anew. */
    private boolean make(Export export, Project project, JobContext context) throws IOException {
        Path directory = files.fresh(export);
        try (Room taken = rooms.open(directory, context.deadline())) {
            return make(export, project, directory, taken, context);
        }
    }

    private boolean make(Export export, Project project, Path directory, Room taken, JobContext context)
            throws IOException {
        Optional<ExportWriter.Base> base = bases.base(export);
        Source source;
        ExportWriter.Made made;
        RoaringBitmap held;
        try (Evaluation evaluation = evaluations.open(project, taken.deadline())) {
            Chosen chosen =
                    metrics.timed("evaluate", () -> selection.choose(export, project, evaluation, taken.deadline()));
            long expected = chosen.rows().members().getLongCardinality();
            store.describe(export.id(), chosen.what(), expected, evaluation.dataVersion(), evaluation.asOf());
            context.report(0, expected);
            if (export.options().sinceExport() == null) {
                PartSplit.check(expected, export.options().partRows());
            }
            held = members.write(export, chosen.rows().members(), bases.of(export));
            room.take(taken, export, evaluation.snapshot(), chosen.rows(), directory);
            source = new Source(chosen, evaluation.dataVersion(), evaluation.asOf());
            made = metrics.timed(
                    "write",
                    () -> taken.run(() -> writer.write(
                            export,
                            evaluation.snapshot(),
                            chosen.rows(),
                            directory,
                            base.orElse(null),
                            context,
                            taken.deadline())));
        }
        return finish(export, project, source, made, held, context);
    }

    private boolean finish(
            Export export,
            Project project,
            Source source,
            ExportWriter.Made made,
            RoaringBitmap held,
            JobContext context)
            throws IOException {
        if (export.format() == ExportFormat.XLSX) {
            forms.keepTable(export.id(), files.directory(export), made.table(), context.deadline());
        }
        List<FileEntry> entries = keep(export, project, made, context);
        Instant now = clock.instant();
        ExportStore.Success success = new ExportStore.Success(
                made.rows().written(),
                made.bytes(),
                made.bytes() + files.stateBytes(export),
                json.valueToTree(Manifests.of(export, project, source, made, entries, now)),
                made.stored(),
                project.expiry(now, export.options().retention()));
        context.report(made.rows().written(), made.rows().written());
        try {
            context.finish(() -> {
                if (members.areRetired(export, held)) {
                    throw new OutdatedExport();
                }
                if (!endings.succeed(export.id(), success, now)) {
                    throw new MusterException(ErrorCode.CANCELLED, "The export was cancelled.");
                }
            });
        } catch (OutdatedExport e) {
            forms.drop(export.id());
            return false;
        }
        underWay.succeed(export.id());
        metrics.made(export.format(), made.rows().written(), made.bytes());
        return true;
    }

    /** Ends the transaction that would have published an erased profile. */
    @SuppressWarnings("serial")
    private static final class OutdatedExport extends RuntimeException {}

    private List<FileEntry> keep(Export export, Project project, ExportWriter.Made made, JobContext context)
            throws IOException {
        return metrics.timed("keep", () -> {
            files.keep(export, project, made.files(), context.deadline());
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
