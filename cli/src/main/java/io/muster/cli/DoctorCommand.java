package io.muster.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Stands in the help for what the launcher does itself: it looks an installation over, which is no part of the command line. */
// picocli looks at the options, nobody at their fields.
@SuppressWarnings("UnusedVariable")
@Command(
        name = "doctor",
        sortOptions = false,
        description = {
            "Say what is wrong with an installation, and what would make it safer.",
            "It reads the data directory and the catalogue, whether the server runs or not, proves that no audit trail "
                    + "was changed, and writes nothing. It takes the settings that 'serve' takes.",
            "Exit codes: 0 nothing is wrong, 1 something is."
        },
        footerHeading = "%nExamples:%n",
        footer = "  muster doctor --data /var/lib/muster")
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--data", paramLabel = "DIR", description = "Where everything is kept. ./data unless given.")
    private String data = "";

    @Option(
            names = "--audit-hash",
            paramLabel = "ORGANIZATION=HASH",
            description = "A hash of the organization's audit trail that was kept: says whether it is still there.")
    private List<String> auditHashes = List.of();

    @Unmatched
    private String[] others = {};

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(), "The doctor is started by the muster script at the root, not by this program.");
    }
}
