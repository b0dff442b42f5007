package io.muster.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what the README shows; each of its Java blocks is found here, word for word. */
class ReadmeExamplesTest {
    private static final Path SOURCE = Path.of("src/test/java/io/muster/client/ReadmeExamplesTest.java");
    private static final Pattern JAVA_BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    private final ScriptedServer server = ScriptedServer.start();
    private final String url = server.url();
    private final String clientId = "c_1";
    private final String clientSecret = "s_1";

    @TempDir
    Path directory;

    @AfterEach
    void stop() {
        server.close();
    }

    private MusterClient connect() {
        MusterClient muster = MusterClient.builder()
                .baseUrl(url)
                .credentials(clientId, clientSecret)
                .build();
        return muster;
    }

    @Test
    void importsRows() throws IOException {
        server.on("POST /v1/projects/online-shop/profiles/import", Reply.json(200, Samples.IMPORT_RESULT));
        Path file = Files.writeString(directory.resolve("customers.csv"), "CustomerID,PostCode\n42,0150\n");
        MusterClient muster = connect();

        ProjectClient shop = muster.project("online-shop");

        ImportOptions options = ImportOptions.DEFAULT
                .map("CustomerID", "id")
                .type("PostCode", "text")
                .progress((bytes, total) -> System.out.println(bytes + " of " + total));
        ImportResult result = shop.imports().profiles(ImportSource.file(file), options);

        for (RowError error : result.errors()) {
            System.out.println("line " + error.line() + ": " + error.detail());
        }

        assertThat(result.accepted()).isEqualTo(3);
    }

    @Test
    void asksInTermsOfHttp() {
        server.on("POST /service/v1/segments/export/", Reply.json(200, "{\"status\": \"PENDING\"}"));
        MusterClient muster = connect();

        RawAnswer answer = muster.send(RawRequest.of("POST", "/service/v1/segments/export/")
                .body("application/json", "{\"segmentId\": \"s_1\", \"outputFormat\": \"csv\"}"));

        System.out.println(answer.status() + " " + answer.text());

        assertThat(answer.text()).contains("PENDING");
        assertThat(server.lastRequest().json().at("/outputFormat").asString()).isEqualTo("csv");
    }

    @Test
    void countsAndSaves() {
        server.on("POST /v1/projects/online-shop/segments/preview", Reply.json(200, Samples.PREVIEW));
        server.on("POST /v1/projects/online-shop/segments", Reply.json(201, Samples.SEGMENT));
        server.on(
                "GET /v1/projects/online-shop/segments/loyal-nordics/members",
                Reply.json(200, Samples.page("", "{\"id\": \"42\"}")));
        ProjectClient shop = connect().project("online-shop");

        Definition loyal = Definition.parse("""
                {"all": [
                  {"attribute": "country", "in": ["SE", "NO", "DK", "FI"]},
                  {"event": "Order Completed", "within": {"last": "P90D"}, "count": {"gte": 3}}
                ]}""");
        long count = shop.segments().preview(PreviewRequest.of(loyal)).count();

        Segment segment = shop.segments().create(SegmentDraft.dynamic("Loyal Nordics", loyal));

        try (Stream<String> members = shop.segments().members(segment.key())) {
            members.limit(10).forEach(System.out::println);
        }

        assertThat(count).isEqualTo(1284);
    }

    @Test
    void exportsAFile() throws IOException, NoSuchAlgorithmException {
        byte[] csv = "id,country\n42,SE\n".getBytes(StandardCharsets.UTF_8);
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(csv));
        server.on("POST /v1/projects/online-shop/exports", Reply.json(202, Samples.export("queued", 0, "null", "null")))
                .on(
                        "GET /v1/projects/online-shop/exports/e_1",
                        Reply.json(200, Samples.export("succeeded", 1, "1", "null")))
                .on(
                        "GET /v1/projects/online-shop/exports/e_1/manifest",
                        Reply.json(200, Samples.manifest(csv.length, sha256, 1)))
                .on("GET /v1/projects/online-shop/exports/e_1/file", new RangedFile(csv, "\"x\""));
        ProjectClient shop = connect().project("online-shop");
        Path target = directory.resolve("loyal-nordics.csv");

        Export export =
                shop.exports().request(ExportRequest.ofSegment("loyal-nordics").withColumns("id", "attribute:country"));
        DownloadedFile file =
                shop.exports().download(export.id(), target, Duration.ofMinutes(10), Progress.NONE, Progress.NONE);

        System.out.println(file.path() + ": " + file.manifest().rows().written() + " rows");

        assertThat(target).hasBinaryContent(csv);
    }

    @Test
    void tellsErrorsApart() {
        server.on("GET /v1/projects/online-shop/segments/no-such", Reply.problem(404, "not_found", "No segment."));
        ProjectClient shop = connect().project("online-shop");

        try {
            shop.segments().get("no-such");
        } catch (MusterApiException.NotFound e) {
            System.out.println("not there: " + e.detail());
        } catch (MusterApiException e) {
            System.out.println(e.code() + " in request " + e.requestId().orElse("?"));
            e.errors().forEach(fault -> System.out.println(fault.pointer() + ": " + fault.detail()));
        } catch (MusterConnectionException e) {
            System.out.println("not reached: " + e.getMessage());
        }

        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void theReadmeShowsOnlyWhatIsRunHere() throws IOException {
        String source = withoutSpace(Files.readString(SOURCE));
        List<String> blocks = JAVA_BLOCK
                .matcher(Files.readString(Path.of("README.md")))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();

        assertThat(blocks).isNotEmpty().allSatisfy(block -> assertThat(source).contains(withoutSpace(block)));
    }

    /** The formatter breaks lines as it likes. */
    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }
}
