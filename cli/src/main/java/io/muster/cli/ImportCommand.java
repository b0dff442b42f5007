package io.muster.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command that imports are under. */
@Command(
        name = "import",
        description = "Load profiles or events from files of any size.",
        subcommands = {ImportProfiles.class, ImportEvents.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  muster import profiles customers.csv --map CustomerID=id --types PostCode=text",
            "  muster import events orders-*.ndjson.gz --rejected rejected.ndjson",
            "  muster import profiles export.json --from artisan"
        })
final class ImportCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to import: profiles or events.");
    }
}
