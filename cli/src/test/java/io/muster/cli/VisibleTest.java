package io.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.client.Reply;
import io.muster.client.Samples;
import io.muster.client.ScriptedServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever writes data must not write to the terminal of whoever looks at them. */
class VisibleTest {
    /** Clears the screen. */
    private static final String CLEAR = "\\u001b[2J";

    private final ScriptedServer server = ScriptedServer.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 7, 8, 9, 0xa, 0xd, 0x1b, 0x7f, 0x80, 0x9b, 0x9f, 0x61c, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a,
                0x202e, 0x2066, 0x2069
            })
    void whatSteersATerminalOrTurnsTextIsWrittenOut(int character) {
        String shown = Visible.text("a" + (char) character + "b");

        assertThat(shown).isEqualTo("a" + String.format("\\u%04x", character) + "b");
        assertThat(Visible.text(shown)).as("again").isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Åsa 日本 👩‍👩‍👧", "שלום", "a\u200cb", " ", "a\\b", "~"})
    void whatPeopleWriteStays(String text) {
        assertThat(Visible.text(text)).isEqualTo(text);
    }

    @Test
    void listsOfIdsHoldNoneAndOnlyOurOwnLineEnds() {
        server.on(
                "GET /v1/projects/default/segments/staff/members",
                Reply.json(
                        200, Samples.page("", "{\"id\": \"7" + CLEAR + "\"}, {\"id\": \"8\\n9\\u009bm\\u202egnp\"}")));

        assertThat(CliRun.of(server, "segment", "members", "staff").out())
                .isEqualTo("7" + CLEAR + "\n8\\u000a9\\u009bm\\u202egnp\n");
    }

    @Test
    void jsonIsAsItIs() {
        server.on(
                "GET /v1/projects/default/segments/staff/members",
                Reply.json(200, Samples.page("", "{\"id\": \"7" + CLEAR + "\\n\\u009b\\u202e\"}")));

        CliRun run = CliRun.of(server, "segment", "members", "staff", "--json");

        assertThat(run.out()).contains("\u009b\u202e").endsWith("]\n");
        assertThat(run.json().path(0).asString()).isEqualTo("7\u001b[2J\n\u009b\u202e");
    }

    @Test
    void tablesCountWhatIsShown() {
        server.on("GET /v1/projects/default/catalog/attributes", Reply.json(200, Samples.page("", """
                {"name": "a\\u001b]0;owned\\u0007", "type": "text", "count": 1, "examples": ["x\\u202ey"]},
                {"name": "age", "type": "number", "count": 39114, "examples": [31]}""")));

        assertThat(CliRun.of(server, "catalog", "attributes").out()).isEqualTo("""
                ATTRIBUTE              TYPE     COUNT  EXAMPLES
                a\\u001b]0;owned\\u0007  text         1  "x\\u202ey"
                age                    number  39,114  31
                """);
    }

    @Test
    void whatAHostileServerSaysIsShown() {
        server.on(
                "GET /v1/projects",
                Reply.json(
                        403,
                        "{\"code\": \"for" + CLEAR
                                + "bidden\", \"detail\": \"No.\\r\\nmuster: all is well\", \"status\": 403, \"errors\": []}"));

        CliRun run = CliRun.of(server, "projects", "--verbose");

        assertThat(run.err()).startsWith("muster: No.\\u000d\\u000amuster: all is well (for" + CLEAR + "bidden");
        assertThat(run.err().replace("\n", "")).doesNotContainPattern("\\p{Cc}");
    }

    @Test
    void namesOfFilesAreShownInResultsErrorsAndProgress() throws IOException {
        server.on("POST /v1/projects/default/profiles/import", Reply.json(200, Samples.IMPORT_RESULT));
        Path file = Files.writeString(directory.resolve("a\u001b[2J.csv"), "id\n1\n");
        Map<String, String> environment =
                Map.of("MUSTER_URL", server.url(), "MUSTER_CLIENT_ID", "c", "MUSTER_CLIENT_SECRET", "s");

        CliRun run = CliRun.run(environment, true, "", "import", "profiles", file.toString());
        CliRun missing = CliRun.of(server, "import", "profiles", file + "x", "--nosuch\u001b[2J");

        assertThat(run.out()).contains("a" + CLEAR + ".csv: ").doesNotContain("\u001b");
        assertThat(run.err())
                .as("the bar draws itself")
                .contains("a" + CLEAR + ".csv", "\r")
                .doesNotContain("\u001b[2J");
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err()).contains(CLEAR).doesNotContain("\u001b");
    }

    @Test
    void definitionsCanBeReadAgainAsTheyAreShown() {
        server.on("POST /v1/projects/default/segments/format", Reply.json(200, """
                {"definition": {"tag": "v\\u009bip"}, "definition_text": "tagged 'v\\u009bip'\\nand known"}"""));

        assertThat(CliRun.of(server, "segment", "format", "tagged 'v'").out())
                .isEqualTo("tagged 'v\\u009bip'\nand known\n");
        CliRun json = CliRun.of(server, "segment", "format", "tagged 'v'", "--to", "json");
        assertThat(json.out()).contains("v\\u009bip");
        assertThat(json.json().path("tag").asString()).isEqualTo("v\u009bip");
    }

    @Test
    void everyWayToWriteLeadsThroughIt() {
        StringWriter to = new StringWriter();
        PrintWriter visible = new VisibleWriter(new PrintWriter(to));

        visible.print('\u001b');
        visible.print(new char[] {'a', '\u001b'});
        visible.printf("%s", "\u001b");
        visible.append("b\u001b").append('\u001b').append("c\u001bd", 1, 2);
        visible.write(0x1b);
        visible.println((Object) "\u001b");

        assertThat(to.toString())
                .isEqualTo(("\\u001b" + "a\\u001b" + "\\u001b" + "b\\u001b" + "\\u001b" + "\\u001b" + "\\u001b"
                        + "\\u001b\n"));
    }
}
