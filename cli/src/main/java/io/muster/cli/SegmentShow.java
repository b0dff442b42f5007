package io.muster.cli;

import io.muster.client.Segment;
import io.muster.client.SegmentVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one segment. */
@Command(
        name = "show",
        sortOptions = false,
        description = "Show a segment: its definition, its size, and when it is computed.",
        footerHeading = "%nExamples:%n",
        footer = {"  muster segment show loyal-nordics", "  muster segment show loyal-nordics --versions"})
final class SegmentShow extends ServerCommand {
    @Parameters(paramLabel = "SEGMENT", description = "Its id or key.")
    private String segment = "";

    @Option(names = "--versions", description = "List everything that it has been instead, newest first.")
    private boolean versions;

    SegmentShow(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        if (versions) {
            List<SegmentVersion> all = project().segments().versions(segment).toList();
            print(all, () -> SegmentVersions.table(all).print(out()));
            return DONE;
        }
        Segment shown = project().segments().get(segment);
        print(shown, () -> SegmentText.print(shown, out()));
        return DONE;
    }
}
