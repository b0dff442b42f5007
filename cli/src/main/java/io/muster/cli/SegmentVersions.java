package io.muster.cli;

import io.muster.client.SegmentVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists what a segment has been. */
@Command(
        name = "versions",
        sortOptions = false,
        description = "List everything that a segment has been, newest first.",
        footerHeading = "%nExample:%n",
        footer = "  muster segment versions loyal-nordics")
final class SegmentVersions extends ServerCommand {
    @Parameters(paramLabel = "SEGMENT", description = "Its id or key.")
    private String segment = "";

    SegmentVersions(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        List<SegmentVersion> all = project().segments().versions(segment).toList();
        print(all, () -> table(all).print(out()));
        return DONE;
    }

    private static Table table(List<SegmentVersion> versions) {
        Table table = Table.of(">VERSION", "SINCE", "NAME", "REFRESH", "DEFINITION");
        for (SegmentVersion each : versions) {
            table.row(
                    "" + each.version(),
                    Words.instant(each.createdAt()),
                    each.name(),
                    each.refresh(),
                    text(each.definitionText()));
        }
        return table;
    }

    private static String text(@Nullable String definition) {
        return Words.orDash(definition == null ? null : definition.replaceAll("\\n *", " "));
    }
}
