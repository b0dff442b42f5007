package io.muster.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command that all others are under. */
@Command(
        name = "muster",
        mixinStandardHelpOptions = true,
        version = "muster 0.1.0",
        description = "Who is in this segment, why, since when, and the file.",
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            DoctorCommand.class,
            ImportCommand.class,
            AliasCommand.class,
            SegmentCommand.class,
            ExportCommand.class,
            EraseCommand.class,
            SubjectAccessCommand.class,
            ProjectsCommand.class,
            JobsCommand.class,
            WebhookCommand.class,
            DestinationCommand.class,
            CatalogCommand.class,
            HelpCommand.class
        },
        footerHeading = "%n",
        footer = {
            "The server and the credentials come from the environment:",
            "  MUSTER_URL            where the server is; http://localhost:8080 unless set",
            "  MUSTER_CLIENT_ID      the application's id",
            "  MUSTER_CLIENT_SECRET  the application's secret",
            "  MUSTER_PROJECT        the project's id or key; default unless set",
            "",
            "Exit codes: 0 done, 1 failed, 2 bad usage.",
            "",
            "Examples:",
            "  muster demo",
            "  muster import profiles customers.csv --map CustomerID=id",
            "  muster segment count '{\"attribute\": \"country\", \"is\": \"SE\"}'",
            "  muster export loyal-nordics -o loyal-nordics.csv --columns id,country",
            "",
            "'muster help COMMAND' tells more."
        })
final class MusterCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do.");
    }
}
