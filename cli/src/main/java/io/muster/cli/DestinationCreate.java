package io.muster.cli;

import io.muster.client.Destination;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes a destination. */
@Command(
        name = "create",
        sortOptions = false,
        description = "Make a destination. What is secret is better in a file than in the command.",
        footerHeading = "%nExamples:%n",
        footer = {"  muster destination create @lake.json", "  muster destination create - < printer.json"})
final class DestinationCreate extends ServerCommand {
    @Parameters(
            paramLabel = "JSON",
            description =
                    "{\"name\": …, \"s3\": {…}}, or sftp or directory; inline, as @FILE, or as - for standard input.")
    private String json = "";

    DestinationCreate(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException {
        String draft = inputs().text(json);
        Destination made;
        try {
            made = project().destinations().create(draft);
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
        print(made, () -> out().println("Destination " + made.key() + " made (" + made.id() + ")."));
        return DONE;
    }
}
