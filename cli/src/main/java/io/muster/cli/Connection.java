package io.muster.cli;

import io.muster.client.MusterClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which server, as whom, and which project. The secret is only taken from the environment, where nobody sees it. */
final class Connection {
    @Option(
            names = "--url",
            order = 81,
            paramLabel = "URL",
            description = "Where the server is. Unless given: MUSTER_URL, or else http://localhost:8080.")
    private @Nullable String url;

    @Option(
            names = "--client-id",
            order = 82,
            paramLabel = "ID",
            description =
                    "The application's id. Unless given: MUSTER_CLIENT_ID. Its secret is always in MUSTER_CLIENT_SECRET.")
    private @Nullable String clientId;

    @Option(
            names = {"-p", "--project"},
            order = 80,
            paramLabel = "PROJECT",
            description = "The project's id or key. Unless given: MUSTER_PROJECT, or else default.")
    private @Nullable String project;

    MusterClient client(Terminal terminal, CommandSpec command) {
        String id = first(clientId, terminal.variable("MUSTER_CLIENT_ID"));
        String secret = terminal.variable("MUSTER_CLIENT_SECRET");
        if (id == null || secret == null) {
            throw new ParameterException(
                    command.commandLine(),
                    "MUSTER_CLIENT_ID and MUSTER_CLIENT_SECRET are not both set; "
                            + "the server printed a pair when it was started for the first time.");
        }
        String server = first(url, terminal.variable("MUSTER_URL"));
        try {
            return MusterClient.builder()
                    .baseUrl(server == null ? "http://localhost:8080" : server)
                    .credentials(id, secret)
                    .userAgent("muster-cli/0.1")
                    .build();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    String project(Terminal terminal) {
        String named = first(project, terminal.variable("MUSTER_PROJECT"));
        return named == null ? "default" : named;
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        return one != null ? one : other;
    }
}
