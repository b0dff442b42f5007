package io.muster.demo;

import io.muster.cli.Failures;
import io.muster.cli.Terminal;
import picocli.CommandLine;

/** Where the demo starts. */
public final class Main {
    private Main() {}

    public static void main(String... arguments) {
        Terminal terminal = Terminal.system();
        System.exit(run(terminal, arguments));
    }

    static int run(Terminal terminal, String... arguments) {
        return new CommandLine(new DemoCommand(terminal))
                .setOut(terminal.raw())
                .setErr(terminal.err())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    terminal.err().println();
                    ("The demo failed: " + Failures.line(failure)).lines().forEach(terminal.err()::println);
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments);
    }
}
