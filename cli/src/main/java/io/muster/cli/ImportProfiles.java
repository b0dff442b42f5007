package io.muster.cli;

import io.muster.client.ImportOptions;
import io.muster.client.ImportResult;
import io.muster.client.ImportSource;
import io.muster.client.Imports;
import picocli.CommandLine.Command;

/** Imports profiles. */
@Command(
        name = "profiles",
        sortOptions = false,
        description = {
            "Load profiles. A row needs an id; a row for a profile that exists is merged into it, attribute by "
                    + "attribute, and null clears one.",
            "Each file is one commit: it is kept as a whole or not at all, but for its bad rows, which are refused "
                    + "with their line and reason. When no row of any file is good, the exit code is 1."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  muster import profiles customers.ndjson.gz",
            "  muster import profiles customers.csv --map CustomerID=id --map Notes= \\",
            "      --types PostCode=text",
            "  muster import profiles customers.csv --delimiter ';' --dry-run",
            "  mysql … | muster import profiles - --format csv"
        })
final class ImportProfiles extends ImportRows {
    ImportProfiles(Terminal terminal) {
        super(terminal);
    }

    @Override
    ImportResult send(Imports imports, ImportSource rows, ImportOptions options) {
        return imports.profiles(rows, options);
    }

    @Override
    boolean areEvents() {
        return false;
    }
}
