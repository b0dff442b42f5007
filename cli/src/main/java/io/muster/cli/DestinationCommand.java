package io.muster.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command that all about destinations is under. */
@Command(
        name = "destination",
        aliases = "destinations",
        description = "Say where exports can be copied to: S3, SFTP, directories of the server.",
        subcommands = {DestinationList.class, DestinationCreate.class, DestinationProbe.class, DestinationDelete.class},
        footerHeading = "%nExamples:%n",
        footer = {"  muster destination create @lake.json", "  muster destination test lake"})
final class DestinationCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do with destinations.");
    }
}
