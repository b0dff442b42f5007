package io.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.client.Reply;
import io.muster.client.Samples;
import io.muster.client.ScriptedServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class UsageTest {
    private final ScriptedServer server = ScriptedServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    static Stream<List<String>> commands() {
        List<List<String>> all = new ArrayList<>();
        CommandLine root = Cli.commandLine(Terminal.system());
        collect(root, List.of(), all);
        return all.stream();
    }

    private static void collect(CommandLine command, List<String> path, List<List<String>> all) {
        all.add(path);
        command.getSubcommands().forEach((name, subcommand) -> {
            List<String> longer = new ArrayList<>(path);
            longer.add(name);
            collect(subcommand, longer, all);
        });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHelpsWithAnExample(List<String> command) {
        List<String> arguments = new ArrayList<>(command);
        arguments.add("--help");

        CliRun run = CliRun.of(server, arguments.toArray(String[]::new));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Usage: muster");
        if (!command.contains("help") && !command.contains("demo")) {
            assertThat(run.out()).containsPattern("Examples?:");
        }
        assertThat(run.out().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @Test
    void theHelpListsWhatTheLauncherDoesItself() {
        CliRun run = CliRun.of(server, "--help");

        assertThat(run.out())
                .contains("serve", "demo", "MUSTER_CLIENT_SECRET", "Exit codes: 0 done, 1 failed, 2 bad usage.");
        assertThat(CliRun.of(server, "help", "serve").out()).contains("--port", "--data");
        assertThat(CliRun.of(server, "--version").out()).startsWith("muster ");
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wrongArgumentsAreTwo(List<String> arguments, String complaint) {
        CliRun run = CliRun.of(server, arguments.toArray(String[]::new));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("muster: ").contains(complaint).contains("--help");
        assertThat(server.requests()).isEmpty();
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> wrong() {
        return Stream.of(
                wrong("Say what to do."),
                wrong("Did you mean", "segmnt"),
                wrong("Say what to do with segments", "segment"),
                wrong("profiles or events", "import"),
                wrong("FILE", "import", "profiles"),
                wrong("no-such.csv", "import", "profiles", "no-such.csv"),
                wrong("Give either a SEGMENT or a DEFINITION", "segment", "count"),
                wrong("Give either a SEGMENT or a DEFINITION", "segment", "count", "a", "-d", "{}"),
                wrong("not JSON", "segment", "preview", "{\"all\": ["),
                wrong("muster: Missing required argument", "segment", "create", "--name", "Loyal"),
                wrong("--name", "segment", "create", "{}"),
                wrong("--output", "export", "loyal"),
                wrong("is a directory", "export", "loyal", "-o", "src"),
                wrong("there is no directory", "export", "loyal", "-o", "no/such/file.csv"),
                wrong("avro", "export", "loyal", "-o", "x.csv", "--format", "avro"),
                wrong("http://localhost:8080", "projects", "--url", "localhost"),
                wrong("muster script", "serve", "--port", "1"),
                wrong("muster script", "demo"));
    }

    private static org.junit.jupiter.params.provider.Arguments wrong(String complaint, String... arguments) {
        return org.junit.jupiter.params.provider.Arguments.of(List.of(arguments), complaint);
    }

    @Test
    void credentialsMustBeSet() {
        CliRun run = CliRun.run(Map.of("MUSTER_CLIENT_ID", "c"), false, "", "projects");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("MUSTER_CLIENT_SECRET");
    }

    @Test
    void theProjectComesFromTheOptionOrTheEnvironment() {
        server.on("GET /v1/projects/from-variable/segments", Reply.json(200, Samples.page("")));
        server.on("GET /v1/projects/from-option/segments", Reply.json(200, Samples.page("")));
        Map<String, String> environment =
                Map.of("MUSTER_CLIENT_ID", "c", "MUSTER_CLIENT_SECRET", "s", "MUSTER_PROJECT", "from-variable");

        assertThat(CliRun.run(environment, false, "", "segment", "list", "--url", server.url())
                        .exitCode())
                .isZero();
        assertThat(CliRun.run(environment, false, "", "segment", "list", "--url", server.url(), "-p", "from-option")
                        .exitCode())
                .isZero();
    }
}
