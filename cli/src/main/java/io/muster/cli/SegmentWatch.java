package io.muster.cli;

import io.muster.client.Segment;
import io.muster.client.SegmentState;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Follows how a segment stands. */
@Command(
        name = "watch",
        sortOptions = false,
        description = "Print how a segment stands whenever that changes, until it is interrupted.",
        footerHeading = "%nExamples:%n",
        footer = {"  muster segment watch loyal-nordics", "  muster segment watch loyal-nordics --until-fresh"})
final class SegmentWatch extends ServerCommand {
    @Parameters(paramLabel = "SEGMENT", description = "Its id or key.")
    private String segment = "";

    @Option(names = "--until-fresh", description = "End as soon as it is fresh.")
    private boolean untilFresh;

    @Option(
            names = "--every",
            paramLabel = "DURATION",
            defaultValue = "PT2S",
            description = "How often to look. ${DEFAULT-VALUE} unless given.")
    private Duration every = Duration.ofSeconds(2);

    SegmentWatch(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws InterruptedException {
        String before = "";
        while (true) {
            Segment now = project().segments().get(segment);
            String line = line(now);
            if (!line.equals(before)) {
                print(now, () -> out().println(line));
                out().flush();
                before = line;
            }
            if (untilFresh && now.state() == SegmentState.FRESH) {
                return DONE;
            }
            Thread.sleep(every);
        }
    }

    private static String line(Segment segment) {
        StringBuilder line = new StringBuilder(segment.key() + ": " + segment.state() + ", "
                + Words.orDash(segment.size()) + " members as of " + Words.instant(segment.asOf()) + ", next run "
                + Words.instant(segment.nextRun()));
        if (segment.freshness() != null && segment.freshness().stale()) {
            line.append("; stale: ").append(segment.freshness().reason());
        }
        if (segment.lastError() != null) {
            line.append("; ").append(segment.lastError().detail());
        }
        return line.toString();
    }
}
