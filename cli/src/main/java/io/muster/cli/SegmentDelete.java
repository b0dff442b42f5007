package io.muster.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Deletes a segment. */
@Command(
        name = "delete",
        sortOptions = false,
        description = "Delete a segment with its versions and members. Its key is never given to another.",
        footerHeading = "%nExample:%n",
        footer = "  muster segment delete loyal-nordics")
final class SegmentDelete extends ServerCommand {
    @Parameters(paramLabel = "SEGMENT", description = "Its id or key.")
    private String segment = "";

    SegmentDelete(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        project().segments().delete(segment);
        print(Map.of("deleted", segment), () -> out().println("Segment " + segment + " is deleted."));
        return DONE;
    }
}
