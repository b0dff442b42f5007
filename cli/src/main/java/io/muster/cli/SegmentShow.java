package io.muster.cli;

import io.muster.client.Segment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows one segment. */
@Command(
        name = "show",
        sortOptions = false,
        description = "Show a segment: its definition, its size, and when it is computed.",
        footerHeading = "%nExample:%n",
        footer = "  muster segment show loyal-nordics")
final class SegmentShow extends ServerCommand {
    @Parameters(paramLabel = "SEGMENT", description = "Its id or key.")
    private String segment = "";

    SegmentShow(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        Segment shown = project().segments().get(segment);
        print(shown, () -> SegmentText.print(shown, out()));
        return DONE;
    }
}
