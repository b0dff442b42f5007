package io.muster.cli;

import io.muster.client.Definition;
import io.muster.client.MusterClient;
import io.muster.client.MusterJson;
import io.muster.client.ProjectClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.ObjectWriter;

/** What all commands that ask something of a server have in common. */
abstract class ServerCommand implements Callable<Integer> {
    static final int DONE = 0;
    static final int FAILED = 1;

    private static final ObjectWriter JSON =
            MusterJson.mapper().writerWithDefaultPrettyPrinter().without(StreamWriteFeature.AUTO_CLOSE_TARGET);

    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final Connection connection = new Connection();

    @Option(names = "--json", order = 90, description = "Print JSON.")
    private boolean json;

    @Option(
            names = {"-v", "--verbose"},
            order = 91,
            description = "Print a stack trace when it fails.")
    private boolean verbose;

    ServerCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    final Terminal terminal() {
        return terminal;
    }

    final boolean isJson() {
        return json;
    }

    final boolean isVerbose() {
        return verbose;
    }

    final PrintWriter out() {
        return terminal.out();
    }

    final PrintWriter err() {
        return terminal.err();
    }

    final MusterClient client() {
        return connection.client(terminal, spec);
    }

    final ProjectClient project() {
        return client().project(connection.project(terminal));
    }

    /** Prints the value as JSON if that was asked for, and else what {@code text} prints. */
    final void print(Object value, Runnable text) {
        if (json) {
            JSON.writeValue(terminal.raw(), value);
            terminal.raw().println();
        } else {
            text.run();
        }
    }

    final Meters meters() {
        return json ? Meters.silent() : Meters.in(terminal);
    }

    /** The definition that was given inline, as {@code @FILE} or as {@code -}. */
    final Definition definition(String given) throws IOException {
        try {
            return Definition.parse(new Inputs(terminal).text(given));
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    final Inputs inputs() {
        return new Inputs(terminal);
    }

    /** What to throw when the arguments do not fit together. */
    final ParameterException usage(@Nullable String message) {
        return new ParameterException(spec.commandLine(), String.valueOf(message));
    }
}
