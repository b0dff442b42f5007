package io.muster.cli;

import io.muster.client.Job;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists what runs in the background, and cancels it. */
@Command(
        name = "jobs",
        sortOptions = false,
        description = "List what runs, waits and has run in the background, newest first.",
        footerHeading = "%nExamples:%n",
        footer = {"  muster jobs", "  muster jobs --limit 5 --json", "  muster jobs --cancel j_8c4r1y5z"})
final class JobsCommand extends ServerCommand {
    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many to list. ${DEFAULT-VALUE} unless given.")
    private int limit;

    @Option(names = "--cancel", paramLabel = "JOB", description = "Cancel this job instead.")
    private @Nullable String cancelled;

    JobsCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        if (cancelled != null) {
            project().jobs().cancel(cancelled);
            Job job = project().jobs().get(cancelled);
            print(job, () -> out().println("Job " + job.id() + " is " + job.state() + "."));
            return DONE;
        }
        List<Job> jobs = project().jobs().list().limit(limit).toList();
        print(jobs, () -> table(jobs).print(out()));
        return DONE;
    }

    private static Table table(List<Job> jobs) {
        Table table = Table.of("JOB", "TYPE", "STATE", ">PROGRESS", "FOR", "CREATED", "FINISHED", "ERROR");
        for (Job job : jobs) {
            table.row(
                    job.id(),
                    job.type(),
                    job.state().toString(),
                    progress(job),
                    job.subject().type() + " " + job.subject().id(),
                    Words.instant(job.createdAt()),
                    Words.instant(job.finishedAt()),
                    job.error() == null ? "" : job.error().detail());
        }
        return table;
    }

    private static String progress(Job job) {
        Long total = job.progress().total();
        String of = total == null ? "" : "/" + Words.number(total);
        return Words.number(job.progress().done()) + of + " " + job.progress().unit();
    }
}
