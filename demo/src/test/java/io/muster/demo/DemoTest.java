package io.muster.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.cli.Terminal;
import io.muster.client.MusterClient;
import io.muster.client.RangedFile;
import io.muster.client.Reply;
import io.muster.client.Samples;
import io.muster.client.ScriptedServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    private static final String CSV = "id,name\n136,Sharon\n719,Nicky\n";
    private static final String PROJECT = "/v1/projects/default";

    private final StringWriter out = new StringWriter();
    private final ScriptedServer server = ScriptedServer.start();

    @TempDir
    Path directory;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void tellsItsStory() throws IOException, InterruptedException, NoSuchAlgorithmException {
        script(10_281, 2);

        demo().run();

        assertThat(directory.resolve("target/demo/golden-regulars.csv")).hasContent(CSV);
        assertThat(out.toString().lines())
                .anyMatch(line -> line.matches("Customers +10,281 rows, .* rows/s .* s"))
                .anyMatch(line -> line.matches("Purchases +269,720 rows, .* rows/s .* s"))
                .anyMatch(line -> line.matches("Golden regulars of Washington +2 profiles, counted in 31 ms .* s"))
                .anyMatch(line -> line.matches("Export +2 rows, 29 bytes, proved .* s"))
                .endsWith("  id,name", "  136,Sharon", "  719,Nicky");
        assertThat(out.toString()).doesNotContain("\u001b");
    }

    @Test
    void failsWhenRowsAreNotAccepted() throws NoSuchAlgorithmException {
        script(10_280, 2);

        assertThatThrownBy(() -> demo().run()).hasMessageContaining("Of 10281 rows only 10280 were accepted");
    }

    @Test
    void failsWhenTheCountIsNotThatOfTheFile() throws NoSuchAlgorithmException {
        script(10_281, 3);

        assertThatThrownBy(() -> demo().run()).hasMessageContaining("2 rows and the count was 3");
    }

    private void script(long customers, long count) throws NoSuchAlgorithmException {
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(CSV.getBytes(UTF_8)));
        server.on("POST " + PROJECT + "/profiles/import", imported(customers))
                .on("POST " + PROJECT + "/events/import", imported(269_720))
                .on(
                        "POST " + PROJECT + "/segments/preview",
                        Reply.json(200, Samples.PREVIEW.replace("\"count\": 1284", "\"count\": " + count)))
                .on("POST " + PROJECT + "/segments", Reply.json(201, Samples.SEGMENT))
                .on("POST " + PROJECT + "/exports", Reply.json(202, Samples.export("queued", 0, "null", "null")))
                .on("GET " + PROJECT + "/exports/e_1", Reply.json(200, Samples.export("succeeded", 2, "2", "null")))
                .on(
                        "GET " + PROJECT + "/exports/e_1/manifest",
                        Reply.json(200, Samples.manifest(CSV.length(), sha256, 2)))
                .on("GET " + PROJECT + "/exports/e_1/file", new RangedFile(CSV.getBytes(UTF_8), "\"t\""));
    }

    private static Reply imported(long rows) {
        return Reply.json(200, """
                {"accepted": %d, "rejected": 0, "duplicates": 0, "errors": [], "data_version": 1}""".formatted(rows));
    }

    private Demo demo() {
        Terminal terminal = new Terminal(
                Map.of(),
                new ByteArrayInputStream(new byte[0]),
                new PrintWriter(out, true),
                new PrintWriter(new StringWriter(), true),
                new PrintStream(PrintStream.nullOutputStream(), true, UTF_8),
                false,
                80);
        MusterClient client = MusterClient.builder()
                .baseUrl(server.url())
                .credentials("c", "s")
                .build();
        FoodMart foodMart = FoodMart.read(DateShift.NONE);
        return new Demo(client, foodMart, new Home(directory), Steps.in(terminal), terminal);
    }
}
