package io.muster.cli;

import io.muster.client.Compression;
import io.muster.client.DownloadedFile;
import io.muster.client.Export;
import io.muster.client.ExportFormat;
import io.muster.client.ExportRequest;
import io.muster.client.Exports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Exports members to a file here. */
@Command(
        name = "export",
        sortOptions = false,
        description = "Ask for a file of a segment's members, wait for it, download it, and check it: its SHA-256 and "
                + "the number of its rows must be those of the export's manifest, which is printed.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  muster export loyal-nordics -o loyal-nordics.csv",
            "  muster export loyal-nordics -o loyal.ndjson.gz \\",
            "      --columns export_key,id,country,age=years,tag:newsletter",
            "  muster export '{\"attribute\": \"country\", \"is\": \"FI\"}' -o finns.parquet"
        })
final class ExportCommand extends ServerCommand {
    @Mixin
    private final SegmentChoice choice = new SegmentChoice();

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "Where to put it. A file that is there is replaced once the new one is proved. With "
                    + "--part-rows or --part-bytes, the directory for the files.")
    private Path output = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "csv, ndjson, json, parquet or xlsx. What the name of FILE ends in, or else csv, unless given.")
    private @Nullable ExportFormat format;

    @Option(
            names = "--compression",
            paramLabel = "HOW",
            description = "none, gzip or zstd, for csv, ndjson and json. What the name of FILE ends in unless given.")
    private @Nullable Compression compression;

    @Option(
            names = "--columns",
            split = ",",
            paramLabel = "COLUMN",
            description = "The columns, in order: export_key, id, tags, NAME or attribute:NAME, tag:NAME, "
                    + "identity:KEYSPACE, segments, segment:KEY, first_seen, last_seen, count(EVENT), "
                    + "last(EVENT).PROPERTY, sum(EVENT.PROPERTY) and their like; NAME=OTHER gives a column another "
                    + "name. Unless given: export_key, id and every attribute.")
    private List<String> columns = List.of();

    @Mixin
    private final ExportChoices how = new ExportChoices();

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "PT1H",
            description = "How long to wait for it. ${DEFAULT-VALUE} unless given.")
    private Duration timeout = Duration.ofHours(1);

    ExportCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException {
        ExportRequest request = request();
        check(output.toAbsolutePath());
        Exports exports = project().exports();
        Export export = await(exports, exports.request(request).id());
        boolean right = true;
        for (DownloadedFile file : download(exports, export)) {
            right &= report(CheckedExport.of(file, export));
        }
        return right ? DONE : FAILED;
    }

    private boolean report(CheckedExport checked) {
        DownloadedFile file = checked.file();
        Map<String, Object> json =
                Map.of("path", file.path().toString(), "verified", checked.isRight(), "manifest", file.manifest());
        print(json, () -> checked.print(out()));
        if (!checked.isRight()) {
            err().println("muster: " + checked.complaint());
        }
        return checked.isRight();
    }

    private ExportRequest request() throws IOException {
        FileEnding ending = FileEnding.of(output);
        String segment = choice.segment(this);
        ExportRequest request = segment != null
                ? ExportRequest.ofSegment(segment)
                : ExportRequest.ofDefinition(choice.definition(this));
        if (!columns.isEmpty()) {
            request = request.withColumns(columns.stream().map(Columns::parse).toList());
        }
        return request.withFormat(format != null ? format : ending.format())
                .withCompression(compression != null ? compression : ending.compression())
                .withOptions(how.options());
    }

    private void check(Path target) {
        if (how.isParted()) {
            if (!Files.isDirectory(target)) {
                throw usage("--output: '" + output + "' is no directory; parts need one.");
            }
            return;
        }
        if (Files.isDirectory(target)) {
            throw usage("--output: '" + output + "' is a directory; give a file in it.");
        }
        Path directory = target.getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw usage("--output: there is no directory '" + directory + "'; make it first.");
        }
    }

    private Export await(Exports exports, String id) {
        try (Meter meter = meters().rows("making the file")) {
            return exports.await(id, timeout, meter);
        }
    }

    private List<DownloadedFile> download(Exports exports, Export export) throws IOException {
        Long bytes = export.bytes();
        try (Meter meter = meters().bytes("downloading", bytes == null ? -1 : bytes)) {
            return how.isParted()
                    ? exports.downloadAll(export.id(), output.toAbsolutePath(), meter)
                    : List.of(exports.download(export.id(), output.toAbsolutePath(), meter));
        }
    }
}
