package io.muster.demo;

import io.muster.cli.CheckedExport;
import io.muster.cli.Meter;
import io.muster.cli.Meters;
import io.muster.cli.Terminal;
import io.muster.cli.Words;
import io.muster.client.Definition;
import io.muster.client.DownloadedFile;
import io.muster.client.Export;
import io.muster.client.ExportRequest;
import io.muster.client.ImportOptions;
import io.muster.client.ImportResult;
import io.muster.client.ImportSource;
import io.muster.client.MusterClient;
import io.muster.client.Preview;
import io.muster.client.PreviewRequest;
import io.muster.client.Progress;
import io.muster.client.ProjectClient;
import io.muster.client.RowFormat;
import io.muster.client.SegmentDraft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The story itself, told to a server through its public interface. */
final class Demo {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String[] COLUMNS = {
        "export_key", "id", "first_name", "last_name", "city", "yearly_income", "member_card"
    };
    private static final int LINES_SHOWN = 5;

    private final ProjectClient project;
    private final FoodMart foodMart;
    private final Home home;
    private final Steps steps;
    private final Terminal terminal;
    private final Story story;

    Demo(MusterClient client, FoodMart foodMart, Home home, Steps steps, Terminal terminal) {
        this.project = client.project("default");
        this.foodMart = foodMart;
        this.home = home;
        this.steps = steps;
        this.terminal = terminal;
        this.story = new Story(foodMart.shift());
    }

    void run() throws IOException, InterruptedException {
        long customers = foodMart.customerCount();
        steps.run("Customers", () -> load(customers, foodMart.customers(), project.imports()::profiles));
        long purchases = foodMart.purchaseCount();
        steps.run("Purchases", () -> load(purchases, foodMart.purchases(), project.imports()::events));
        for (StorySegment segment : story.segments()) {
            define(segment);
        }
        export(story.goldenRegulars());
    }

    private String load(long total, Stream<?> rows, BiFunction<ImportSource, ImportOptions, ImportResult> call) {
        long begin = System.nanoTime();
        try (RowStream stream = new RowStream(rows);
                Meter meter = Meters.in(terminal).rows("loading")) {
            ImportOptions options =
                    ImportOptions.DEFAULT.progress((bytes, unknown) -> meter.advanced(stream.count(), total));
            ImportResult result = call.apply(ImportSource.stream(stream, RowFormat.NDJSON), options);
            if (result.accepted() != total) {
                throw new IllegalStateException("Of " + total + " rows only " + result.accepted()
                        + " were accepted; the first that were not: " + result.errors());
            }
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            return Words.number(total) + " rows, " + Words.rate(total, took, "rows");
        }
    }

    private void define(StorySegment segment) throws IOException, InterruptedException {
        Definition definition = Definition.parse(segment.definition());
        steps.run(segment.name(), () -> {
            Preview preview = project.segments().preview(PreviewRequest.of(definition));
            project.segments()
                    .create(SegmentDraft.dynamic(segment.name(), definition)
                            .withKey(segment.key())
                            .withDescription(segment.why()));
            if (preview.count() == 0) {
                throw new IllegalStateException("Nobody is in '" + segment.name() + "'; the data has some.");
            }
            return Words.number(preview.count(), "profile", "profiles") + ", counted in " + preview.tookMs() + " ms";
        });
        steps.remark(segment.why());
    }

    private void export(StorySegment segment) throws IOException, InterruptedException {
        Path target = home.files().resolve(segment.key() + ".csv");
        long selected = project.segments()
                .preview(PreviewRequest.of(Definition.segment(segment.key())).withSample(0))
                .count();
        steps.run("Export", () -> {
            Export export = project.exports()
                    .request(ExportRequest.ofSegment(segment.key()).withColumns(COLUMNS));
            DownloadedFile file =
                    project.exports().download(export.id(), target, PATIENCE, Progress.NONE, Progress.NONE);
            return prove(CheckedExport.of(file, export), selected);
        });
        steps.remark("SHA-256 and the number of rows are those of the manifest, and of the count");
        show(target);
    }

    private static String prove(CheckedExport export, long selected) {
        long rows = export.file().manifest().rows().written();
        if (!export.isRight() || rows != selected) {
            throw new IllegalStateException(
                    "The file has " + rows + " rows and the count was " + selected + "; they should be the same.");
        }
        return Words.number(rows) + " rows, " + Words.bytes(export.file().file().bytes()) + ", proved";
    }

    private void show(Path file) throws IOException {
        steps.file(file);
        try (Stream<String> lines = Files.lines(file)) {
            lines.limit(LINES_SHOWN).forEach(steps::line);
        }
    }
}
