package io.muster.cli;

import io.muster.client.Segment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes a segment again what it was. */
@Command(
        name = "restore",
        sortOptions = false,
        description = "Make a segment again what it was at a version; that makes its next version.",
        footerHeading = "%nExample:%n",
        footer = "  muster segment restore loyal-nordics 1")
final class SegmentRestore extends ServerCommand {
    @Parameters(index = "0", paramLabel = "SEGMENT", description = "Its id or key.")
    private String segment = "";

    @Parameters(index = "1", paramLabel = "VERSION", description = "The version's number.")
    private int version;

    SegmentRestore(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        Segment restored = project().segments().restore(segment, version);
        print(restored, () -> SegmentText.print(restored, out()));
        return DONE;
    }
}
