package io.muster.cli;

import io.muster.client.Job;
import io.muster.client.ProjectClient;
import io.muster.client.Segment;
import java.time.Duration;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has segments computed. */
@Command(
        name = "refresh",
        sortOptions = false,
        description = "Compute a segment, or all of them, on the present data, and wait until that is done.",
        footerHeading = "%nExamples:%n",
        footer = {"  muster segment refresh loyal-nordics", "  muster segment refresh --all --no-wait"})
final class SegmentRefresh extends ServerCommand {
    @ArgGroup(multiplicity = "1")
    private Which which = new Which();

    static final class Which {
        @Parameters(paramLabel = "SEGMENT", description = "Its id or key.")
        private String segment = "";

        @Option(names = "--all", description = "All dynamic segments of the project.")
        private boolean all;
    }

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
        String segment = which.segment;
        Job job =
                which.all ? project.segments().refreshAll() : project.segments().refresh(segment);
        if (!wait) {
            print(job, () -> out().println("Job " + job.id() + " is " + job.state() + "."));
            return DONE;
        }
        try (Meter meter = meters().rows("computing")) {
            project.jobs().await(job.id(), timeout, meter);
        }
        if (which.all) {
            Job done = project.jobs().get(job.id());
            print(done, () -> out().println("Job " + done.id() + " has " + done.state() + "."));
            return DONE;
        }
        Segment refreshed = project.segments().get(segment);
        print(
                refreshed,
                () -> out().println(refreshed.key() + ": " + Words.orDash(refreshed.size())
                        + " members at data version " + Words.orDash(refreshed.dataVersion())));
        return DONE;
    }
}
