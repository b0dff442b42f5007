package io.muster.cli;

import io.muster.client.HistoryPoint;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows how a segment's size went. */
@Command(
        name = "history",
        sortOptions = false,
        description = "List how a segment's size went, newest first.",
        footerHeading = "%nExample:%n",
        footer = "  muster segment history loyal-nordics --limit 30")
final class SegmentHistory extends ServerCommand {
    @Parameters(paramLabel = "SEGMENT", description = "Its id or key.")
    private String segment = "";

    @Option(names = "--limit", paramLabel = "N", description = "List no more than so many.")
    private @Nullable Long limit;

    SegmentHistory(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        long most = limit == null ? Long.MAX_VALUE : limit;
        List<HistoryPoint> points =
                project().segments().membersOf(segment).history().limit(most).toList();
        print(points, () -> {
            Table table = Table.of("SINCE", ">SIZE", ">ENTERED", ">EXITED", ">DATA VERSION", ">VERSION");
            for (HistoryPoint each : points) {
                table.row(
                        Words.instant(each.time()),
                        Words.number(each.size()),
                        Words.number(each.entered()),
                        Words.number(each.exited()),
                        Words.number(each.dataVersion()),
                        "" + each.definitionVersion());
            }
            table.print(out());
        });
        return DONE;
    }
}
