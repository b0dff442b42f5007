package io.muster.server.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.muster.server.test.Database;
import io.muster.server.test.Program;
import io.muster.server.test.Program.Ended;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonExampleTest {
    private static final Path EXAMPLES =
            Path.of("..", "examples", "python").toAbsolutePath().normalize();

    private final TestServer server = TestServer.on(Database.SQLITE);
    private final Shop shop = Shop.open(server.owner());

    @Test
    void theScriptTakesTheWholeWay(@TempDir Path folder) throws Exception {
        assumeThat(Program.isThere("python3")).as("python3 is there").isTrue();
        String segment = shop.segment("Swedes", "{\"attribute\":\"country\",\"is\":\"SE\"}")
                .get("key")
                .asString();
        Path file = folder.resolve("swedes.csv");

        Ended ended = run(TestServer.CLIENT_SECRET, segment, file);
        Ended refused = run("wrong", segment, folder.resolve("none.csv"));

        assertThat(ended.code()).as(ended.output()).isZero();
        assertThat(ended.output()).contains(segment + " Swedes").endsWith(file + "\n");
        assertThat(Files.readString(file)).contains("anna").contains("cleo").doesNotContain("dan");
        assertThat(refused.code()).isNotZero();
        assertThat(refused.output()).startsWith("401: ");
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    private Ended run(String secret, String segment, Path file) throws Exception {
        Map<String, String> environment = Map.of(
                "MUSTER_URL",
                "http://127.0.0.1:" + server.port(),
                "MUSTER_CLIENT_ID",
                TestServer.CLIENT_ID,
                "MUSTER_CLIENT_SECRET",
                secret);
        String project = shop.path("").replaceFirst("/v1/projects/", "");
        return Program.run(EXAMPLES, environment, "python3", "export.py", project, segment, file.toString());
    }
}
