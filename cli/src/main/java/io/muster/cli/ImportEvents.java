package io.muster.cli;

import io.muster.client.ImportOptions;
import io.muster.client.ImportResult;
import io.muster.client.ImportSource;
import io.muster.client.Imports;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Imports events. */
@Command(
        name = "events",
        sortOptions = false,
        description = {
            "Load events. A row needs profile, name and time; one with an id counts once, however often it is sent.",
            "Each file is one commit: it is kept as a whole or not at all, but for its bad rows, which are refused "
                    + "with their line and reason. When no row of any file is good, the exit code is 1."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  muster import events orders.ndjson.zst",
            "  muster import events orders.csv --name 'Order Completed' \\",
            "      --map InvoiceNo=id --map CustomerID=profile --map InvoiceDate=time \\",
            "      --date-format 'dd/MM/yyyy HH:mm' --zone Europe/London",
            "  zcat orders-*.gz | muster import events - --rejected rejected.ndjson"
        })
final class ImportEvents extends ImportRows {
    @Option(
            names = "--name",
            paramLabel = "EVENT",
            description = "The name of every event in a file that has no column for it.")
    private @Nullable String name;

    ImportEvents(Terminal terminal) {
        super(terminal);
    }

    @Override
    ImportResult send(Imports imports, ImportSource rows, ImportOptions options) {
        return imports.events(rows, name == null ? options : options.eventName(name));
    }

    @Override
    boolean areEvents() {
        return true;
    }
}
