package io.muster.server.export;

import io.muster.engine.EngineSnapshot.WrittenRows;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.condition.Condition;
import io.muster.model.condition.ResolvedWindow;
import io.muster.model.condition.json.ConditionParser;
import io.muster.model.condition.json.ConditionWriter;
import io.muster.server.export.Export.Failure;
import io.muster.server.export.Export.SegmentReference;
import io.muster.server.export.Export.Subject;
import io.muster.server.job.Job;
import io.muster.server.job.JobContext;
import io.muster.server.job.JobRunner;
import io.muster.server.project.Project;
import io.muster.server.project.Projects;
import io.muster.server.segment.Evaluations;
import io.muster.server.segment.Evaluations.Evaluated;
import io.muster.server.segment.Evaluations.Evaluation;
import io.muster.server.segment.Segment;
import io.muster.server.segment.Segments;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes the file of one export, from one data version. Thread-safe. */
@Component
class ExportJob implements JobRunner {

    static final String TYPE = "export";

    private static final ConditionParser PARSER = new ConditionParser(Integer.MAX_VALUE);

    private final ExportStore store;
    private final ExportEndings endings;
    private final ExportFiles files;
    private final ExportWriter writer;
    private final Projects projects;
    private final Segments segments;
    private final Evaluations evaluations;
    private final JsonMapper json;
    private final Clock clock;

    ExportJob(
            ExportStore store,
            ExportEndings endings,
            ExportFiles files,
            ExportWriter writer,
            Projects projects,
            Segments segments,
            Evaluations evaluations,
            JsonMapper json,
            Clock clock) {
        this.store = store;
        this.endings = endings;
        this.files = files;
        this.writer = writer;
        this.projects = projects;
        this.segments = segments;
        this.evaluations = evaluations;
        this.json = json;
        this.clock = clock;
    }

    /** Whose rows, as found when the export started, and in which zone their windows are counted. */
    private record Chosen(Subject what, Evaluated evaluated, ZoneId zone) {}

    static SegmentReference reference(Segment segment) {
        return new SegmentReference(
                segment.id(), segment.key(), segment.content().name(), segment.version());
    }

    static @Nullable JsonNode definition(Segment segment) {
        Condition definition = segment.content().definition();
        return definition == null ? null : ConditionWriter.json(definition);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public void run(JobContext context) {
        Optional<Export> export = store.find(context.job().subject());
        Optional<Project> project = projects.find(context.job().project());
        if (export.isEmpty() || project.isEmpty() || !store.start(export.get().id(), clock.instant())) {
            return;
        }
        try {
            make(export.get(), project.get(), context);
        } catch (IOException e) {
            files.delete(export.get());
            throw failure(e);
        } catch (RuntimeException e) {
            files.delete(export.get());
            throw e;
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

    private void make(Export export, Project project, JobContext context) throws IOException {
        Path directory = files.fresh(export);
        Path file = directory.resolve(export.fileName());
        try (Evaluation evaluation = evaluations.open(project, context.deadline())) {
            Chosen chosen = choose(export, project, evaluation, context);
            RoaringBitmap members = chosen.evaluated().members();
            long expected = members.getLongCardinality();
            store.describe(export.id(), chosen.what(), expected, evaluation.dataVersion(), evaluation.asOf());
            context.report(0, expected);
            ExportWriter.Made made =
                    writer.write(export, evaluation.snapshot(), members, file, context, context.deadline());
            WrittenRows rows = made.rows();
            FileProof proof = made.proof();
            Instant now = clock.instant();
            Manifest manifest = manifest(export, project, evaluation, chosen, rows, proof, now);
            context.report(rows.rows(), expected);
            context.finish(() -> {
                boolean wanted = endings.succeed(
                        export.id(), rows.rows(), proof.bytes(), json.valueToTree(manifest), now, project.expiry(now));
                if (!wanted) {
                    throw new MusterException(ErrorCode.CANCELLED, "The export was cancelled.");
                }
            });
        }
    }

    private Chosen choose(Export export, Project project, Evaluation evaluation, JobContext context) {
        Subject what = export.what();
        if (what.segment() != null) {
            return ofSegment(segments.get(project, what.segment().id()), project, evaluation);
        }
        if (what.definition() != null) {
            Evaluated evaluated = evaluation.evaluate(PARSER.parse(what.definition()), null);
            return new Chosen(what, evaluated, project.zone());
        }
        List<String> ids = what.profiles() == null ? List.of() : what.profiles();
        RoaringBitmap members = new RoaringBitmap();
        evaluation.snapshot().ordinals(ids, context.deadline()).values().forEach(members::add);
        return new Chosen(what, new Evaluated(members, List.of()), project.zone());
    }

    private static Chosen ofSegment(Segment segment, Project project, Evaluation evaluation) {
        Subject what = new Subject(reference(segment), definition(segment), null);
        Condition definition = segment.content().definition();
        ZoneId zone = segment.content().zone() == null
                ? project.zone()
                : segment.content().zone();
        Evaluated evaluated = definition == null
                ? new Evaluated(evaluation.members(segment), List.<ResolvedWindow>of())
                : evaluation.evaluate(definition, zone);
        return new Chosen(what, evaluated, zone);
    }

    private static Manifest manifest(
            Export export,
            Project project,
            Evaluation evaluation,
            Chosen chosen,
            WrittenRows rows,
            FileProof proof,
            Instant now) {
        SegmentReference segment = chosen.what().segment();
        return new Manifest(
                export.id(),
                new Manifest.Reference(project.id().value(), project.key(), project.name()),
                segment == null ? null : new Manifest.Reference(segment.id(), segment.key(), segment.name()),
                chosen.what().definition(),
                segment == null ? null : segment.version(),
                evaluation.dataVersion(),
                evaluation.asOf(),
                chosen.zone().getId(),
                chosen.evaluated().windows(),
                export.columns(),
                Manifest.Rows.of(chosen.evaluated().members().getLongCardinality(), rows),
                List.of(new Manifest.FileEntry(export.fileName(), proof.bytes(), proof.sha256(), rows.rows())),
                now);
    }

    private static MusterException failure(IOException error) {
        String message = String.valueOf(error.getMessage());
        if (message.contains("No space left")) {
            return new MusterException(
                    ErrorCode.STORAGE_FULL,
                    "There was no room left on the server's disk for the export's file.",
                    error);
        }
        return new MusterException(ErrorCode.INTERNAL, "The export's file could not be written: " + message, error);
    }
}
