package io.muster.server.facade.artisan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.muster.server.test.Program;
import io.muster.server.test.Program.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ArtisanExamplesTest {
    private static final Path EXAMPLES =
            Path.of("..", "examples", "artisan").toAbsolutePath().normalize();

    private final ArtisanApp app = ArtisanApp.open();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"curl, sh, export.sh", "python3, python3, export.py"})
    void aScriptTakesTheWholeWay(String needed, String program, String script) throws Exception {
        assumeThat(Program.isThere(needed)).as("%s is there", needed).isTrue();
        String segment = app.segment("Loyal", ArtisanApp.IOS);
        Path file = folder.resolve("segment.json");

        Ended ended = run(app.keys.clientSecret(), program, script, app.app, segment, file.toString());

        assertThat(ended.code()).as(ended.output()).isZero();
        assertThat(ended.output()).contains(segment, "Loyal");
        JsonNode users = JsonMapper.shared().readTree(file).get("artisanUserIds");
        assertThat(users.findValuesAsString("artisanId"))
                .containsExactlyInAnyOrder(ArtisanApp.DEVICE, ArtisanApp.THIRD_DEVICE);
        Ended refused = run("wrong", program, script, app.app, segment, folder.resolve("none").toString());
        assertThat(refused.code()).isNotZero();
        assertThat(refused.output()).contains("\"success\":false");
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void theGuidesRequestsRunAsCurlLines() throws Exception {
        assumeThat(Program.isThere("curl")).as("curl is there").isTrue();
        String segment = app.segment("Loyal", ArtisanApp.IOS);

        Ended ended = run(
                app.keys.clientSecret(),
                "sh",
                "guide.sh",
                app.app,
                segment,
                ArtisanApp.DEVICE + "," + ArtisanApp.OTHER_DEVICE,
                ArtisanApp.SHARED + ",shared_user_id_1");

        assertThat(ended.code()).as(ended.output()).isZero();
        assertThat(ended.output())
                .contains("{\"jobs\":[]}")
                .contains("{\"segments\":[{\"id\":\"" + segment + "\"")
                .contains("\"message\":\"Job queued successfully.\"")
                .contains("{\"artisanUserIds\":[{\"artisanId\"")
                .contains("\"identifier\":\"" + ArtisanApp.OTHER_DEVICE + "\"")
                .contains("\"identifier\":\"shared_user_id_1\",\"identifierSource\":\"custom\"");
    }

    private Ended run(String secret, String... command) throws Exception {
        Map<String, String> environment = Map.of(
                "MUSTER_URL", "http://127.0.0.1:" + app.server.port(),
                "PUBLIC_KEY", app.keys.clientId(),
                "SECRET_KEY", secret);
        return Program.run(EXAMPLES, environment, command);
    }
}
