package io.muster.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Deletes a destination. */
@Command(
        name = "delete",
        sortOptions = false,
        description = "Delete a destination. Files that were copied there stay there.",
        footerHeading = "%nExample:%n",
        footer = "  muster destination delete lake")
final class DestinationDelete extends ServerCommand {
    @Parameters(paramLabel = "DESTINATION", description = "Its id or key.")
    private String destination = "";

    DestinationDelete(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        project().destinations().delete(destination);
        print(Map.of("deleted", destination), () -> out().println("Destination " + destination + " is deleted."));
        return DONE;
    }
}
