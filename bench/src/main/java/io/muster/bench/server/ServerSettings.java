package io.muster.bench.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How to start the server.
 *
 * @param root the folder that the server was built in
 * @param heap the largest heap, as {@code -Xmx} takes it
 * @param arguments more of the server's own arguments
 */
public record ServerSettings(Path root, String heap, List<String> arguments) {

    /** What ./muster starts a server with; a class cache fits only what it was made with. */
    static final List<String> AS_LAUNCHED = List.of(
            "-XX:+UseG1GC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:-ClassUnloadingWithConcurrentMark",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED");

    static final String CLIENT_ID = "bench";
    static final String CLIENT_SECRET = "bench-secret-0123456789abcdef";

    public ServerSettings {
        arguments = List.copyOf(arguments);
    }

    public Path aotCache() {
        return root.resolve("server/target/muster.aot");
    }

    List<String> command(int port, Path data, boolean withAotCache) {
        Path target = root.resolve("server/target");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heap);
        command.addAll(AS_LAUNCHED);
        if (withAotCache) {
            command.add("-XX:AOTCache=" + aotCache());
        }
        command.addAll(List.of("-cp", target.resolve("muster-server.jar") + ":" + target.resolve("lib") + "/*"));
        command.add("io.muster.server.Muster");
        command.addAll(List.of("--muster.port=" + port, "--muster.data=" + data));
        command.addAll(arguments);
        return command;
    }
}
