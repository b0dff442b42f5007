package io.muster.cli;

import io.muster.client.Compression;
import io.muster.client.Delivery;
import io.muster.client.DeliveryState;
import io.muster.client.DownloadedFile;
import io.muster.client.Export;
import io.muster.client.ExportFormat;
import io.muster.client.ExportRequest;
import io.muster.client.Exports;
import io.muster.client.MusterConnectionException;
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
            "  muster export loyal-nordics --destination lake --format parquet",
            "  muster export loyal-nordics -o loyal.ndjson.gz \\",
            "      --columns export_key,id,country,age=years,tag:newsletter",
            "  muster export '{\"attribute\": \"country\", \"is\": \"FI\"}' -o finns.parquet"
        })
final class ExportCommand extends ServerCommand {
    @Mixin
    private final SegmentChoice choice = new SegmentChoice();

    @Option(
            names = "--export",
            paramLabel = "EXPORT",
            description =
                    "Asks for nothing, and downloads the file of an export that there is, by its id. A download that "
                            + "broke off goes on.")
    private @Nullable String existing;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to put it; can be left out with --destination. A file that is there is replaced once "
                    + "the new one is proved. With --part-rows or --part-bytes, the directory for the files; with "
                    + "--export it can be one.")
    private @Nullable Path output;

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
            description = "The columns, in order: export_key, id, tags, NAME or attribute:NAME, nested:NAME, tag:NAME, "
                    + "identity:KEYSPACE, segments, segment:KEY, entered:KEY, first_seen, last_seen, count(EVENT), "
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
        if (existing != null && (choice.isGiven() || how.isDelivered())) {
            throw usage("--export is for a download only; give neither a SEGMENT nor --destination with it.");
        }
        if (output == null && !how.isDelivered()) {
            throw usage("Give --output, --destination, or both.");
        }
        if (output != null) {
            check(output.toAbsolutePath());
        }
        Exports exports = project().exports();
        String id = existing != null ? existing : exports.request(request()).id();
        List<DownloadedFile> files = output == null ? List.of() : download(exports, id, output.toAbsolutePath());
        Export export = await(exports, id);
        boolean right = true;
        for (DownloadedFile file : files) {
            right &= report(CheckedExport.of(file, export));
        }
        boolean delivered = isDelivered(exports, export);
        return right && delivered ? DONE : FAILED;
    }

    private boolean isDelivered(Exports exports, Export export) {
        if (!how.isDelivered()) {
            return true;
        }
        List<Delivery> deliveries;
        try (Meter meter = meters().rows("delivering")) {
            deliveries = exports.awaitDeliveries(export.id(), timeout, meter);
        }
        print(
                Map.of("export", export.id(), "deliveries", deliveries),
                () -> deliveries.stream()
                        .flatMap(delivery -> delivery.files().stream())
                        .forEach(file -> out().println("delivered to " + file.location() + ", "
                                + Words.bytes(file.bytes()) + " (" + file.proof() + ")")));
        List<Delivery> failed = deliveries.stream()
                .filter(delivery -> delivery.state() != DeliveryState.DELIVERED)
                .toList();
        failed.forEach(delivery -> err().println("muster: delivery " + delivery.id() + " to " + delivery.destination()
                + " " + delivery.state()
                + (delivery.error() == null ? "" : ": " + delivery.error().detail())));
        return failed.isEmpty();
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
        FileEnding ending = FileEnding.of(output == null ? Path.of("export.csv") : output);
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
            if (existing == null) {
                throw usage("--output: '" + output + "' is a directory; give a file in it.");
            }
            return;
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

    private List<DownloadedFile> download(Exports exports, String id, Path target) throws IOException {
        try (ExportMeters shown = new ExportMeters(meters())) {
            if (Files.isDirectory(target)) {
                exports.await(id, timeout, shown::making);
                return exports.downloadAll(id, target, shown::downloading);
            }
            return List.of(exports.download(id, target, timeout, shown::making, shown::downloading));
        } catch (MusterConnectionException e) {
            err().println("muster: what has arrived is kept; go on with: muster export --export " + id + " -o "
                    + output);
            throw e;
        }
    }
}
