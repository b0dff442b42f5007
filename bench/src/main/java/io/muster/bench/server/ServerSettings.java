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
        command.addAll(List.of("-Xmx" + heap, "--enable-native-access=ALL-UNNAMED"));
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
