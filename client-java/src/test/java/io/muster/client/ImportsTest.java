package io.muster.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportsTest {
    private static final String ROWS = "{\"id\":\"1\"}\n{\"id\":\"2\"}\n";

    private final ScriptedServer server = ScriptedServer.start()
            .on("POST /v1/projects/p/profiles/import", Reply.json(200, Samples.IMPORT_RESULT))
            .on("POST /v1/projects/p/events/import", Reply.json(200, Samples.IMPORT_RESULT));
    private final Imports imports = MusterClient.builder()
            .baseUrl(server.url())
            .credentials("c", "s")
            .build()
            .project("p")
            .imports();

    @TempDir
    Path directory;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void streamsAFileAndTellsHowFarItIs() throws IOException {
        Path file = Files.writeString(directory.resolve("people.ndjson"), ROWS);
        List<Long> done = new CopyOnWriteArrayList<>();

        ImportResult result =
                imports.profiles(ImportSource.file(file), ImportOptions.DEFAULT.progress((bytes, total) -> {
                    assertThat(total).isEqualTo(ROWS.length());
                    done.add(bytes);
                }));

        assertThat(result.accepted()).isEqualTo(3);
        assertThat(result.duplicates()).isEqualTo(2);
        assertThat(result.errors()).containsExactly(new RowError(2, "row_missing_field", "id is missing."));
        assertThat(server.lastRequest().text()).isEqualTo(ROWS);
        assertThat(server.lastRequest().header("Content-Length")).contains("" + ROWS.length());
        assertThat(server.lastRequest().header("Idempotency-Key")).isPresent();
        assertThat(done).last().isEqualTo((long) ROWS.length());
    }

    @Test
    void sendsACompressedFileAsItIs() throws IOException {
        byte[] compressed = gzip(ROWS);
        Path file = Files.write(directory.resolve("people.csv.gz"), compressed);

        imports.profiles(ImportSource.file(file), ImportOptions.DEFAULT);

        assertThat(server.lastRequest().header("Content-Type")).contains("text/csv");
        assertThat(server.lastRequest().header("Content-Encoding")).contains("gzip");
        assertThat(server.lastRequest().bytes()).isEqualTo(compressed);
    }

    @Test
    void streamsARowSourceOfUnknownLength() {
        ImportSource rows = ImportSource.stream(new ByteArrayInputStream(ROWS.getBytes(UTF_8)), RowFormat.NDJSON);

        imports.events(rows, ImportOptions.DEFAULT);

        assertThat(server.lastRequest().methodAndPath()).isEqualTo("POST /v1/projects/p/events/import");
        assertThat(server.lastRequest().header("Transfer-Encoding")).contains("chunked");
        assertThat(server.lastRequest().text()).isEqualTo(ROWS);
    }

    @Test
    void sendsAnEmptyFile() throws IOException {
        Path file = Files.writeString(directory.resolve("none.ndjson"), "");

        assertThat(imports.profiles(ImportSource.file(file), ImportOptions.DEFAULT)
                        .dataVersion())
                .isEqualTo(1841);
        assertThat(server.lastRequest().bytes()).isEmpty();
    }

    @Test
    void asksForTheRowsToBeReadAsTheOptionsSay() {
        ImportOptions options = ImportOptions.DEFAULT
                .map("CustomerID", "id")
                .map("Notes", "")
                .type("PostCode", "text")
                .eventName("Order Completed")
                .zone("Europe/Stockholm")
                .dateFormat("dd/MM/yyyy HH:mm")
                .delimiter(';')
                .missing("NA")
                .dryRun();

        imports.events(ImportSource.stream(new ByteArrayInputStream(new byte[] {1}), RowFormat.CSV), options);

        assertThat(server.lastRequest().query())
                .isEqualTo("map=CustomerID=id&map=Notes=&types=PostCode=text&name=Order Completed"
                        + "&zone=Europe/Stockholm&date_format=dd/MM/yyyy HH:mm&delimiter=;&missing=NA&dry_run=true");
    }

    @Test
    void hearsOfWrongCredentialsBeforeTheRowsAreSent() throws IOException {
        Path file = Files.write(directory.resolve("large.csv"), new byte[64 << 20]);
        List<Long> done = new CopyOnWriteArrayList<>();
        String refusal = "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

        try (BluntServer blunt = BluntServer.answering(refusal)) {
            ImportOptions options = ImportOptions.DEFAULT.progress((bytes, total) -> done.add(bytes));
            assertThatThrownBy(() -> at(blunt.url()).profiles(ImportSource.file(file), options))
                    .isInstanceOf(MusterApiException.Unauthorized.class);
        }
        assertThat(done).isEmpty();
    }

    @Test
    void sendsTheRowsUnaskedToAServerThatDoesNotAskForThem() throws IOException {
        Path file = Files.writeString(directory.resolve("people.ndjson"), ROWS);
        String result = "HTTP/1.1 200 OK\r\nContent-Length: " + Samples.IMPORT_RESULT.length()
                + "\r\nConnection: close\r\n\r\n" + Samples.IMPORT_RESULT;

        try (BluntServer blunt = BluntServer.answering("", result)) {
            assertThat(at(blunt.url())
                            .profiles(ImportSource.file(file), ImportOptions.DEFAULT)
                            .accepted())
                    .isEqualTo(3);
        }
    }

    @Test
    void rowsThatCannotBeReadAreNotTheServersFault() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the disk is gone");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return read();
            }
        };

        assertThatThrownBy(() -> imports.profiles(ImportSource.stream(broken, RowFormat.NDJSON), ImportOptions.DEFAULT))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("the disk is gone");
    }

    @ParameterizedTest
    @CsvSource({
        "a.ndjson, NDJSON, PLAIN",
        "a.jsonl, NDJSON, PLAIN",
        "a.JSON.GZ, NDJSON, GZIP",
        "a.csv, CSV, PLAIN",
        "a.tsv.zst, CSV, ZSTD",
        "a.parquet, PARQUET, PLAIN",
        "a.b.csv.zstd, CSV, ZSTD"
    })
    void theNameOfAFileSaysWhatIsInIt(String name, RowFormat format, RowEncoding encoding) throws IOException {
        ImportSource source = ImportSource.file(Files.createFile(directory.resolve(name)));

        assertThat(source.format()).isEqualTo(format);
        assertThat(source.encoding()).isEqualTo(encoding);
    }

    @Test
    void aNameThatDoesNotSayIsRefused() {
        assertThatThrownBy(() -> ImportSource.file(directory.resolve("people.xls")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("people.xls")
                .hasMessageContaining(".parquet");
    }

    private static Imports at(String url) {
        return MusterClient.builder()
                .baseUrl(url)
                .credentials("c", "s")
                .requestTimeout(Duration.ofMillis(500))
                .pause(new RecordedPauses())
                .build()
                .project("p")
                .imports();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
