package io.muster.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.muster.client.MusterJson;
import io.muster.client.ScriptedServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** One run of the command line against a scripted server, and all that it said. */
record CliRun(int exitCode, String out, String err) {

    static CliRun of(ScriptedServer server, String... arguments) {
        return withInput(server, "", arguments);
    }

    static CliRun withInput(ScriptedServer server, String input, String... arguments) {
        Map<String, String> environment =
                Map.of("MUSTER_URL", server.url(), "MUSTER_CLIENT_ID", "c_1", "MUSTER_CLIENT_SECRET", "very secret");
        return run(environment, false, input, arguments);
    }

    static CliRun run(Map<String, String> environment, boolean interactive, String input, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        ByteArrayOutputStream progress = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                environment,
                new ByteArrayInputStream(input.getBytes(UTF_8)),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                new PrintStream(progress, true, UTF_8),
                interactive,
                100);
        int exitCode = Cli.run(terminal, arguments);
        return new CliRun(exitCode, out.toString(), err + progress.toString(UTF_8));
    }

    JsonNode json() {
        return MusterJson.mapper().readTree(out);
    }
}
