package io.muster.cli;

import io.muster.client.VersionDiff;
import io.muster.client.VersionDiff.FieldChange;
import io.muster.client.VersionDiff.NodeChange;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Compares two versions. */
@Command(
        name = "diff",
        sortOptions = false,
        description = "Show what differs between two versions of a segment; of the last two, unless given.",
        footerHeading = "%nExamples:%n",
        footer = {"  muster segment diff loyal-nordics", "  muster segment diff loyal-nordics 1 3"})
final class SegmentDiff extends ServerCommand {
    @Parameters(index = "0", paramLabel = "SEGMENT", description = "Its id or key.")
    private String segment = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "FROM", description = "The first version's number.")
    private @Nullable Integer from;

    @Parameters(index = "2", arity = "0..1", paramLabel = "TO", description = "The second version's number.")
    private @Nullable Integer to;

    SegmentDiff(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        if (from != null && to == null) {
            throw usage("Give both versions, or neither.");
        }
        VersionDiff diff = from == null || to == null
                ? project().segments().diff(segment)
                : project().segments().diff(segment, from, to);
        print(diff, () -> print(diff));
        return DONE;
    }

    private void print(VersionDiff diff) {
        out().println(segment + ": version " + diff.from() + " → " + diff.to());
        for (FieldChange each : diff.fields()) {
            out().println("  " + each.field() + ": " + Words.orDash(each.from()) + " → " + Words.orDash(each.to()));
        }
        for (NodeChange each : diff.definition()) {
            String place = each.toPointer() == null ? each.fromPointer() : each.toPointer();
            out().println("  definition" + place + " " + each.change());
            if (each.from() != null) {
                out().println("    - " + each.from());
            }
            if (each.to() != null) {
                out().println("    + " + each.to());
            }
        }
        if (diff.fields().isEmpty() && diff.definition().isEmpty()) {
            out().println("  nothing differs");
        }
    }
}
