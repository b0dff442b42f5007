package io.muster.cli;

import io.muster.client.DestinationCheck;
import io.muster.client.Failure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tries a destination. */
@Command(
        name = "test",
        sortOptions = false,
        description = "Have the server write a small file to a destination and delete it. Fails where that fails.",
        footerHeading = "%nExample:%n",
        footer = "  muster destination test lake")
final class DestinationProbe extends ServerCommand {
    @Parameters(paramLabel = "DESTINATION", description = "Its id or key.")
    private String destination = "";

    DestinationProbe(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        DestinationCheck check = project().destinations().test(destination);
        Failure error = check.error();
        print(
                check,
                () -> out().println(
                                error == null
                                        ? destination + " takes files."
                                        : destination + " does not take files: " + error.detail()));
        return check.reachable() ? DONE : FAILED;
    }
}
