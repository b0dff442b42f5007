package io.muster.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Stands in the help for what the launcher does itself: it starts the server, which is no part of the command line. */
// picocli looks at the options, nobody at their fields.
@SuppressWarnings("UnusedVariable")
@Command(
        name = "serve",
        sortOptions = false,
        description = {
            "Run the server.",
            "It prints its address and, when it is started for the first time, the owner's credentials, once. "
                    + "SIGTERM and Ctrl-C let it finish what it is doing and stop it.",
            "Any setting is given as --muster.NAME=VALUE or as an environment variable MUSTER_NAME. "
                    + "MUSTER_JAVA_OPTS goes to Java."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  muster serve",
            "  muster serve --port 9000 --data /var/lib/muster",
            "  muster serve --muster.export.retention=P7D"
        })
final class ServeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--port", paramLabel = "PORT", description = "Where to listen. 8080 unless given.")
    private int port;

    @Option(names = "--data", paramLabel = "DIR", description = "Where everything is kept. ./data unless given.")
    private String data = "";

    @Unmatched
    private String[] others = {};

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(), "The server is started by the muster script at the root, not by this program.");
    }
}
