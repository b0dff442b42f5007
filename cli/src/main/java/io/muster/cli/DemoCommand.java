package io.muster.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Stands in the help for what the launcher starts: the demo is a program of its own. */
// picocli looks at the options, nobody at their fields.
@SuppressWarnings("UnusedVariable")
@Command(
        name = "demo",
        description = "See it work: load two years of a supermarket's sales, define segments, count them, export one.",
        footerHeading = "%n",
        footer = "'muster demo --help' tells more.")
final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Unmatched
    private String[] others = {};

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(), "The demo is started by the muster script at the root, not by this program.");
    }
}
