package io.muster.cli;

import io.muster.client.Segment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a static segment of another one's members. */
@Command(
        name = "freeze",
        sortOptions = false,
        description = "Make a static segment with the members that a segment has now, or had.",
        footerHeading = "%nExample:%n",
        footer = "  muster segment freeze loyal-nordics --name 'Loyal in March' --as-of 2026-03-01T00:00:00Z")
final class SegmentFreeze extends ServerCommand {
    @Parameters(paramLabel = "SEGMENT", description = "Its id or key.")
    private String segment = "";

    @Option(
            names = {"-n", "--name"},
            required = true,
            paramLabel = "NAME",
            description = "What people are to call the new one.")
    private String name = "";

    @Option(names = "--as-of", paramLabel = "INSTANT", description = "Take those who were in it then.")
    private @Nullable Instant asOf;

    SegmentFreeze(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        Segment frozen = asOf == null
                ? project().segments().freeze(segment, name)
                : project().segments().freezeAt(segment, name, asOf);
        print(frozen, () -> SegmentText.print(frozen, out()));
        return DONE;
    }
}
