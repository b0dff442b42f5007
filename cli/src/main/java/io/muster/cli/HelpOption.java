package io.muster.cli;

import picocli.CommandLine.Option;

/** The option that prints a command's help. */
final class HelpOption {
    // picocli looks at the option, nobody at the field.
    @SuppressWarnings("UnusedVariable")
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = 92,
            description = "Print this help.")
    private boolean help;
}
