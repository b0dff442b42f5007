package io.muster.cli;

import io.muster.client.Overlap;
import io.muster.client.Overlap.Part;
import io.muster.client.Overlap.Region;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Counts how segments overlap. */
@Command(
        name = "overlap",
        sortOptions = false,
        description = "Count how up to 8 segments overlap: who is in exactly these and in none of the others.",
        footerHeading = "%nExample:%n",
        footer = "  muster segment overlap loyal-nordics newsletter staff")
final class SegmentOverlap extends ServerCommand {
    @Parameters(arity = "1..8", paramLabel = "SEGMENT", description = "Ids or keys.")
    private List<String> segments = List.of();

    @Option(names = "--fresh", description = "Compute all of them on the present data, whatever is stored.")
    private boolean fresh;

    @Option(names = "--all", description = "List the regions without anybody, too.")
    private boolean all;

    SegmentOverlap(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        Overlap overlap = fresh
                ? project().segments().overlapNow(segments)
                : project().segments().overlap(segments);
        print(overlap, () -> print(overlap));
        return DONE;
    }

    private void print(Overlap overlap) {
        Table parts = Table.of("SEGMENT", ">SIZE", ">DATA VERSION", "AS OF");
        for (Part each : overlap.segments()) {
            parts.row(
                    each.key(),
                    Words.number(each.size()),
                    Words.number(each.dataVersion()),
                    Words.instant(each.asOf()));
        }
        parts.print(out());
        out().println();
        Table regions = Table.of(">COUNT", "IN EXACTLY");
        for (Region each : overlap.regions()) {
            if (all || each.count() > 0) {
                regions.row(Words.number(each.count()), String.join(" and ", each.in()));
            }
        }
        regions.row(Words.number(overlap.size()), "any of them");
        regions.print(out());
        overlap.segments().stream()
                .filter(part -> part.freshness() != null && part.freshness().stale())
                .forEach(part -> out().println(
                                part.key() + " is stale: " + part.freshness().reason()));
        overlap.regions().stream()
                .max(Comparator.comparingLong(Region::count))
                .ifPresent(region ->
                        out().println("a region as a file: muster export \"" + selecting(region) + "\" -o region.csv"));
    }

    private static String selecting(Region region) {
        return Stream.concat(
                        region.in().stream().map(key -> "in segment '" + key + "'"),
                        region.notIn().stream().map(key -> "not in segment '" + key + "'"))
                .collect(Collectors.joining(" and "));
    }
}
