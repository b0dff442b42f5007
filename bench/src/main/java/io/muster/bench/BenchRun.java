package io.muster.bench;

import io.muster.bench.data.Dataset;
import io.muster.bench.data.Generator;
import io.muster.bench.data.RowSql;
import io.muster.bench.data.Sizes;
import io.muster.bench.measure.CountMeasure;
import io.muster.bench.measure.CountMeasure.State;
import io.muster.bench.measure.CrowdMeasure;
import io.muster.bench.measure.ExportMeasure;
import io.muster.bench.measure.IngestMeasure;
import io.muster.bench.measure.LookupMeasure;
import io.muster.bench.measure.MemorySampler;
import io.muster.bench.measure.OverlapMeasure;
import io.muster.bench.measure.Quiet;
import io.muster.bench.measure.SegmentsMeasure;
import io.muster.bench.measure.SmallRequestsMeasure;
import io.muster.bench.measure.StartMeasure;
import io.muster.bench.measure.WorkbookMeasure;
import io.muster.bench.reference.PackingTool;
import io.muster.bench.reference.ReferenceDatabase;
import io.muster.bench.report.Machine;
import io.muster.bench.report.MemoryPeak;
import io.muster.bench.report.Report;
import io.muster.bench.report.Result;
import io.muster.bench.report.Result.Unit;
import io.muster.bench.report.Samples;
import io.muster.bench.server.MusterApi;
import io.muster.bench.server.MusterApi.Content;
import io.muster.bench.server.ServerProcess;
import io.muster.bench.server.ServerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** One run: data, reference and server made ready, then the measures one after the other. */
final class BenchRun {

    private static final int FEW = 3;
    private static final int QUARTERS = 4;
    private static final long WORKBOOK_ROWS = 1_000_000;

    private final Sizes sizes;
    private final Set<Part> parts;
    private final int runs;
    private final ServerSettings settings;
    private final Workspace workspace;
    private final Machine machine;
    private final List<Result> results = new ArrayList<>();

    BenchRun(Sizes sizes, Set<Part> parts, int runs, ServerSettings settings, Workspace workspace) throws SQLException {
        this.sizes = sizes;
        this.parts = Set.copyOf(parts);
        this.runs = runs;
        this.settings = settings;
        this.workspace = workspace;
        this.machine = Machine.describe(ReferenceDatabase.version());
    }

    /** What can be measured by itself. */
    enum Part {
        START,
        COUNT,
        EXPORT,
        SEGMENTS,
        INGEST
    }

    Report run(String revision) throws IOException, SQLException, InterruptedException {
        if (parts.contains(Part.EXPORT)) {
            PackingTool.requireAll();
        }
        say("Making %,d profiles and %,d events".formatted(sizes.profiles(), sizes.events()));
        Dataset dataset = new Generator(sizes, workspace.kept().resolve("data"))
                .generate(parts.contains(Part.COUNT) || parts.contains(Part.SEGMENTS), parts.contains(Part.INGEST));
        if (parts.contains(Part.START)) {
            say("Starting");
            results.addAll(new StartMeasure(settings, workspace.scratch()).measure(runs));
        }
        List<MemoryPeak> memory = parts.equals(Set.of(Part.START)) ? List.of() : withServer(dataset);
        return new Report(Instant.now(), revision, sizes, settings.heap(), machine, results, memory);
    }

    private List<MemoryPeak> withServer(Dataset dataset) throws IOException, SQLException, InterruptedException {
        boolean comparesTables = !Collections.disjoint(parts, Set.of(Part.COUNT, Part.EXPORT, Part.SEGMENTS));
        if (comparesTables) {
            say("Loading the reference");
            try (var reference = reference(tables())) {
                reference.load(dataset);
            }
        }
        Path data = Files.createDirectory(workspace.scratch().resolve("server"));
        Path log = workspace.kept().resolve("server.log");
        Files.deleteIfExists(log);
        try (var server = ServerProcess.start(settings, data, log, false);
                var api = new MusterApi(server.address());
                var memory = new MemorySampler(server)) {
            if (comparesTables) {
                compareTables(dataset, server, api, memory);
            }
            if (parts.contains(Part.INGEST)) {
                ingest(dataset, server, memory);
            }
            return memory.peaks();
        }
    }

    private void compareTables(Dataset dataset, ServerProcess server, MusterApi api, MemorySampler memory)
            throws IOException, SQLException, InterruptedException {
        String project = api.createProject("bench");
        load(dataset, api, project, memory);
        try (var reference = reference(tables())) {
            if (parts.contains(Part.COUNT)) {
                count(new CountMeasure(reference, api, project, runs), server, api, project, memory);
            }
            if (parts.contains(Part.EXPORT)) {
                exports(dataset, reference, server, api, project, memory);
            }
            if (parts.contains(Part.SEGMENTS)) {
                segments(reference, server, api, project, memory);
            }
        }
    }

    private void load(Dataset dataset, MusterApi api, String project, MemorySampler memory) throws IOException {
        say("Importing profiles");
        memory.during("import of profiles");
        long started = System.nanoTime();
        api.importFile(project, "profiles", Content.PARQUET, dataset.profiles().file(), sizes.profiles());
        loaded("profiles", sizes.profiles(), started);
        if (dataset.events().isEmpty()) {
            return;
        }
        started = System.nanoTime();
        for (int part = 0; part < dataset.events().size(); part++) {
            int quarter = 1 + part * QUARTERS / dataset.events().size();
            say("Importing events, file %d of %d"
                    .formatted(part + 1, dataset.events().size()));
            memory.during("import of events, quarter " + quarter);
            Dataset.Part events = dataset.events().get(part);
            api.importFile(project, "events", Content.PARQUET, events.file(), events.rows());
        }
        loaded("events", sizes.events(), started);
    }

    private void loaded(String kind, long rows, long started) {
        Samples rate = Samples.of(rows / ((System.nanoTime() - started) / 1e9));
        results.add(new Result("Import, Parquet", kind, Unit.ROWS_PER_SECOND, rate, null, null));
    }

    private void count(CountMeasure counts, ServerProcess server, MusterApi api, String project, MemorySampler memory)
            throws IOException, SQLException, InterruptedException {
        say("Counting, fresh");
        memory.during("count, fresh");
        results.addAll(counts.measure(State.FRESH));
        say("Waiting for compaction");
        memory.during("compaction");
        Quiet.await(server, api, project);
        say("Counting, compacted");
        memory.during("count, compacted");
        results.addAll(counts.measure(State.COMPACTED));
    }

    private void exports(
            Dataset dataset,
            ReferenceDatabase reference,
            ServerProcess server,
            MusterApi api,
            String project,
            MemorySampler memory)
            throws IOException, SQLException, InterruptedException {
        Path scratch = workspace.scratch();
        say("Exporting");
        memory.during("export");
        results.addAll(new ExportMeasure(reference, api, project, sizes.profiles(), scratch).measure(runs));
        say("Downloading a hundred times at once");
        memory.during("100 downloads");
        results.add(new CrowdMeasure(server.address(), api, project, sizes.profiles()).measure());
        say("Exporting a workbook");
        memory.during("export of a workbook");
        long rows = Math.min(sizes.profiles(), WORKBOOK_ROWS);
        Path first = scratch.resolve("first.parquet");
        reference.copyFirst(rows, dataset.profiles().file(), first);
        String million = api.createProject("workbook");
        api.importFile(million, "profiles", Content.PARQUET, first, rows);
        results.addAll(new WorkbookMeasure(server, api, million, rows, scratch).measure(Math.min(FEW, runs)));
    }

    private void segments(
            ReferenceDatabase reference, ServerProcess server, MusterApi api, String project, MemorySampler memory)
            throws IOException, SQLException, InterruptedException {
        Quiet.await(server, api, project);
        boolean isFull = sizes.profiles() >= Sizes.FULL_PROFILES && sizes.events() >= Sizes.FULL_EVENTS;
        var segments = new SegmentsMeasure(reference, server.address(), api, project, isFull);
        say("Computing 1,000 segments");
        memory.during("first refresh of 1,000 segments");
        results.add(segments.first());
        say("Looking up segments of profiles");
        results.addAll(new LookupMeasure(server.address(), project, sizes.profiles(), segments.keys()).measure());
        results.add(new OverlapMeasure(reference, server.address(), project).measure(sizes.profiles() / 5, runs));
        say("Computing 1,000 segments after new events");
        memory.during("refresh of 1,000 segments");
        Dataset.Part more = new Generator(sizes, workspace.scratch()).newEvents(Instant.now());
        long before = segments.dataVersion();
        reference.add(more);
        try {
            api.importFile(project, "events", Content.PARQUET, more.file(), more.rows());
            results.add(segments.again(before));
        } finally {
            reference.remove(RowSql.AS_OF);
        }
    }

    private void ingest(Dataset dataset, ServerProcess server, MemorySampler memory)
            throws IOException, SQLException, InterruptedException {
        say("Ingesting %,d rows by bulk".formatted(sizes.ingestRows()));
        memory.during("bulk ingest");
        try (var reference = reference(workspace.scratch().resolve("ingest.duckdb"))) {
            results.addAll(new IngestMeasure(reference, server.address(), dataset).measure(Math.min(FEW, runs)));
        }
        say("Ingesting by small requests");
        memory.during("small requests");
        results.addAll(new SmallRequestsMeasure(server.address()).measure(Math.min(FEW, runs)));
    }

    private Path tables() {
        return workspace.kept().resolve("reference.duckdb");
    }

    /** Leaves the server as much memory as it takes itself. */
    private ReferenceDatabase reference(Path file) throws SQLException {
        return ReferenceDatabase.open(file, machine.cores(), machine.memoryBytes() * 2 / 5);
    }

    private static void say(String what) {
        System.err.println(what + " …");
    }
}
