package io.muster.cli;

import io.muster.client.Job;
import io.muster.client.ProjectClient;
import io.muster.client.Segment;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has a segment computed. */
@Command(
        name = "refresh",
        sortOptions = false,
        description = "Compute a segment on the present data, and wait until that is done.",
        footerHeading = "%nExamples:%n",
        footer = {"  muster segment refresh loyal-nordics", "  muster segment refresh loyal-nordics --no-wait"})
final class SegmentRefresh extends ServerCommand {
    @Parameters(paramLabel = "SEGMENT", description = "Its id or key.")
    private String segment = "";

    @Option(
            names = "--wait",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Wait until it is done, which is so unless --no-wait is given; that prints the job.")
    private boolean wait = true;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "PT1H",
            description = "How long to wait. ${DEFAULT-VALUE} unless given.")
    private Duration timeout = Duration.ofHours(1);

    SegmentRefresh(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        ProjectClient project = project();
        Job job = project.segments().refresh(segment);
        if (!wait) {
            print(job, () -> out().println("Job " + job.id() + " is " + job.state() + "."));
            return DONE;
        }
        try (Meter meter = meters().rows("computing")) {
            project.jobs().await(job.id(), timeout, meter);
        }
        Segment refreshed = project.segments().get(segment);
        print(
                refreshed,
                () -> out().println(refreshed.key() + ": " + Words.orDash(refreshed.size())
                        + " members at data version " + Words.orDash(refreshed.dataVersion())));
        return DONE;
    }
}
