package io.muster.cli;

import io.muster.client.Segment;
import java.util.List;
import picocli.CommandLine.Command;

/** Lists segments. */
@Command(
        name = "list",
        sortOptions = false,
        description = "List the project's segments, oldest first.",
        footerHeading = "%nExample:%n",
        footer = "  muster segment list --json")
final class SegmentList extends ServerCommand {
    SegmentList(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        List<Segment> segments = project().segments().list().toList();
        print(segments, () -> {
            Table table = Table.of("KEY", "NAME", "TYPE", "STATE", ">SIZE", ">DATA VERSION", "LAST RUN", "REFRESH");
            for (Segment each : segments) {
                table.row(
                        each.key(),
                        each.name(),
                        each.type().toString(),
                        each.state().toString(),
                        Words.orDash(each.size()),
                        Words.orDash(each.dataVersion()),
                        Words.instant(each.lastRun()),
                        each.refresh());
            }
            table.print(out());
        });
        return DONE;
    }
}
