package io.muster.cli;

import picocli.CommandLine;

/** Runs one command in a terminal. */
public final class Cli {
    private Cli() {}

    /** Does what the arguments say and gives the exit code: 0 done, 1 failed, 2 bad usage. */
    public static int run(Terminal terminal, String... arguments) {
        return commandLine(terminal).execute(arguments);
    }

    static CommandLine commandLine(Terminal terminal) {
        CommandLine commandLine = new CommandLine(MusterCommand.class, new CommandFactory(terminal));
        commandLine
                // Help, which is ours; it may have colours.
                .setOut(terminal.raw())
                .setErr(terminal.err())
                // A leading @ means that a definition is in a file; picocli would take it for a file of arguments.
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(Math.max(60, Math.min(terminal.columns(), 100)))
                .setUsageHelpAutoWidth(false)
                .setParameterExceptionHandler(new UsageErrors())
                .setExecutionExceptionHandler(new Failures());
        commandLine.getSubcommands().values().forEach(Cli::addHelp);
        return commandLine;
    }

    private static void addHelp(CommandLine command) {
        if (command.getCommandSpec().findOption("--help") == null) {
            command.addMixin("help", new HelpOption());
        }
        command.getSubcommands().values().forEach(Cli::addHelp);
    }
}
