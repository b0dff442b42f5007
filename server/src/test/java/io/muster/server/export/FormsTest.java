package io.muster.server.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import io.muster.engine.TableReader;
import io.muster.model.ProjectId;
import io.muster.server.export.form.Compression;
import io.muster.server.export.form.ExportFormat;
import io.muster.server.export.form.FormWanted;
import io.muster.server.project.Project;
import io.muster.server.project.Projects;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.RawHttp;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Other forms of a finished export. */
@OnEachDatabase
class FormsTest {

    private static final String COLUMNS = "\"columns\":[\"id\",\"country\",\"balance\",\"tags\",\"tag:vip\"]";
    private static final String CSV = """
            id,country,balance,tags,tag:vip
            anna,SE,12.5,"[""vip""]",true
            bo,NO,,"[""staff"",""vip""]",true
            """;

    private final TestServer server;
    private final ApiClient owner;
    private final Shop shop;

    FormsTest(Database database) {
        this.server = TestServer.on(database);
        this.owner = server.owner();
        this.shop = Shop.open(owner);
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "ndjson", "json", "parquet", "xlsx"})
    void everyFormCanBeHadOfEveryExport(String format) throws IOException {
        String file = export("\"format\":\"" + format + "\"");

        assertThat(accept(file, "text/csv").text()).isEqualTo(CSV);
        assertThat(accept(file, "application/x-ndjson").text()).isEqualTo("""
                {"id":"anna","country":"SE","balance":12.5,"tags":["vip"],"tag:vip":true}
                {"id":"bo","country":"NO","balance":null,"tags":["staff","vip"],"tag:vip":true}
                """);
        assertThat(accept(file, "application/json").json().at("/1/tags/0").asString())
                .isEqualTo("staff");
        assertThat(accept(file, "application/vnd.apache.parquet").text()).startsWith("PAR1");
        assertThat(owner.get(file + "?format=xlsx").text()).startsWith("PK");
        assertThat(gunzip(accept(file, "application/x-ndjson", "gzip"))).startsWith("{\"id\":\"anna\"");
        assertThat(unzstd(accept(file, "text/csv", "zstd"))).isEqualTo(CSV);
    }

    @Test
    void aCompressedExportCanBeHadPlain() {
        String file = export("\"compression\":\"gzip\"");

        assertThat(owner.get(file).header("Content-Type")).isEqualTo("application/gzip");
        assertThat(owner.get(file).header("Content-Disposition")).contains(".csv.gz\"");
        assertThat(accept(file, "text/csv").text()).isEqualTo(CSV);
        Answer coded = accept(file, "text/csv", "gzip");
        assertThat(coded.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(coded.header("Content-Type")).startsWith("text/csv");
        assertThat(coded.header("Content-Disposition")).contains(".csv\"");
        assertThat(coded.header("Vary")).isEqualTo("Accept, Accept-Encoding");
    }

    @Test
    void aFormIsMadeOnceForAllWhoAskAndKept() throws Exception {
        String file = export("\"format\":\"csv\"");
        List<Callable<Answer>> asks = IntStream.range(0, 10)
                .mapToObj(i -> (Callable<Answer>) () -> owner.get(file + "?format=xlsx"))
                .toList();

        List<Answer> answers = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> answer : clients.invokeAll(asks)) {
                answers.add(answer.get());
            }
        }
        Answer later = owner.get(file + "?format=xlsx");

        assertThat(answers.stream().map(Answer::text).distinct()).containsExactly(later.text());
        assertThat(answers.stream().map(it -> it.header("ETag")).distinct()).containsExactly(later.header("ETag"));
        assertThat(later.header("Content-Length")).isEqualTo(String.valueOf(later.bytes().length));
    }

    @Test
    void aFormThatIsKeptCanBeFetchedInParts() {
        String file = export("\"format\":\"parquet\"");
        Answer whole = owner.get(file + "?format=ndjson");
        String tag = owner.get(file + "?format=ndjson").header("ETag");

        Answer part = owner.with("Range", "bytes=2-5").with("If-Range", tag).get(file + "?format=ndjson");
        Answer other = owner.with("Range", "bytes=2-5")
                .with("If-Range", owner.get(file).header("ETag"))
                .get(file + "?format=ndjson");

        assertThat(part.status()).isEqualTo(206);
        assertThat(part.text()).isEqualTo(whole.text().substring(2, 6));
        assertThat(other.status()).isEqualTo(200);
        assertThat(owner.with("If-None-Match", tag).get(file + "?format=ndjson").status())
                .isEqualTo(304);
    }

    @Test
    void headersThatCannotBeReadSayNothing() {
        String file = export("\"format\":\"csv\"");

        for (String accept : List.of(";", ",,;", "; q=1, text/csv")) {
            assertThat(accept(file, accept).text()).as(accept).isEqualTo(CSV);
        }
        assertThat(owner.with("Accept-Encoding", ";").get(file).status()).isEqualTo(200);
        assertThat(owner.with("If-None-Match", "garbage").get(file).text()).isEqualTo(CSV);
        for (String range : List.of("rows=1-2", "bytes=0-1", "bytes=")) {
            Answer head = owner.with("Range", range).send("HEAD", file, BodyPublishers.noBody(), "");
            assertThat(head.status()).as(range).isEqualTo(200);
            assertThat(head.header("Content-Length")).as(range).isEqualTo(String.valueOf(CSV.length()));
        }
    }

    /** Such a client cannot tell that an answer without a length broke off. */
    @Test
    void whatIsAskedForBeforeHttp11IsSentOnceItIsWhole() {
        String file = export("\"format\":\"parquet\"");
        String basic = TestServer.CLIENT_ID + ":" + TestServer.CLIENT_SECRET;
        String key = Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8));

        String answer = RawHttp.send(
                server.port(), "GET " + file + "?format=csv HTTP/1.0\r\nAuthorization: Basic " + key + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n" + CSV);
    }

    @Test
    void theManifestProvesEveryFormThatWasMade() throws Exception {
        String file = export("\"format\":\"csv\"");
        byte[] workbook = owner.get(file + "?format=xlsx").bytes();
        owner.get(file + "?format=xlsx");

        JsonNode manifest = owner.get(file.replace("/file", "/manifest")).json();
        JsonNode form = manifest.get("forms")
                .valueStream()
                .filter(it -> it.get("format").asString().equals("xlsx"))
                .findFirst()
                .orElseThrow();

        assertThat(form.get("bytes").asInt()).isEqualTo(workbook.length);
        assertThat(form.get("sha256").asString())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(workbook)));
        assertThat(manifest.get("schema").findValuesAsString("type"))
                .containsExactly("text", "text", "decimal(18,1)", "json", "boolean");
    }

    @Test
    void headTellsWithoutMaking() {
        String file = export("\"format\":\"csv\"");

        Answer asked = head(file);
        Answer unmade = head(file + "?format=xlsx");
        owner.get(file + "?format=xlsx");

        assertThat(asked.header("Content-Length")).isEqualTo(String.valueOf(CSV.length()));
        assertThat(asked.header("ETag")).isNotEmpty();
        assertThat(unmade.status()).isEqualTo(200);
        assertThat(unmade.header("ETag")).isEmpty();
        assertThat(unmade.header("Content-Length")).isEmpty();
        assertThat(unmade.header("Content-Type"))
                .isEqualTo("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        assertThat(unmade.header("Content-Disposition")).contains(".xlsx");
        assertThat(unmade.header("Vary")).contains("Accept");
        assertThat(owner.with("If-None-Match", "*")
                        .send("HEAD", file, BodyPublishers.noBody(), "")
                        .status())
                .isEqualTo(304);
        assertThat(owner.get(file.replace("/file", "/manifest")).json().get("forms"))
                .hasSize(2);
        assertThat(head(file + "?format=xlsx").header("ETag")).isNotEmpty();
    }

    @Test
    void saysWhatThereIsWhereNothingIsAcceptable() {
        String file = export("\"format\":\"csv\"");

        Answer refused = accept(file, "application/pdf");

        assertThat(refused.status()).isEqualTo(406);
        assertThat(refused.header("Vary")).isEqualTo("Accept, Accept-Encoding");
        assertThat(refused.at("/code")).isEqualTo("not_acceptable");
        assertThat(refused.at("/detail")).contains("text/csv, application/x-ndjson, application/json");
        assertThat(owner.get(file + "?format=doc").status()).isEqualTo(400);
        assertThat(owner.get(file + "?format=xlsx&compression=gzip").status()).isEqualTo(400);
    }

    @Test
    void aTextTooLongForACellIsRefusedWithItsLength() {
        shop.load("profiles", "{\"id\":\"zoe\",\"attributes\":{\"note\":\"" + "x".repeat(40_000) + "\"}}");
        String file = shop.export("{\"definition\":{\"all\":[]},\"columns\":[\"id\",\"note\"]}")
                .get("file")
                .asString();

        Answer refused = owner.get(file + "?format=xlsx");

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.at("/detail")).contains("\"note\"").contains("40000").contains("32767");
        assertThat(owner.get(file + "?format=ndjson").status()).isEqualTo(200);
    }

    @Test
    void theRowsCanBeReadOneByOne() throws IOException {
        JsonNode made = shop.export("{\"definition\":{\"tag\":\"vip\"}," + COLUMNS + ",\"compression\":\"zstd\"}");
        Project project = server.bean(Projects.class).all().stream()
                .map(ProjectId::value)
                .flatMap(id -> server.bean(Projects.class).find(new ProjectId(id)).stream())
                .filter(it -> shop.path("").endsWith("/" + it.key()))
                .findFirst()
                .orElseThrow();
        Exports exports = server.bean(Exports.class);

        try (TableReader rows = exports.rows(exports.get(project, made.get("id").asString()))) {
            assertThat(rows.columns()).containsExactly("id", "country", "balance", "tags", "tag:vip");
            assertThat(rows.next()).isTrue();
            assertThat(IntStream.range(0, 5).mapToObj(rows::value))
                    .containsExactly("anna", "SE", 12.5, "[\"vip\"]", true);
            assertThat(rows.next()).isTrue();
            assertThat(rows.next()).isFalse();
        }
        ExportedForm form = exports.form(
                exports.get(project, made.get("id").asString()), FormWanted.file(ExportFormat.CSV, Compression.NONE));
        assertThat(new String(form.bytes().open().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(CSV);
    }

    @Test
    void deletingTheExportDeletesItsForms() {
        String file = export("\"format\":\"csv\"");
        owner.get(file + "?format=json");

        assertThat(owner.delete(file.replace("/file", "")).status()).isEqualTo(204);

        assertThat(owner.get(file + "?format=json").status()).isEqualTo(410);
    }

    /** The path of the file of an export with these members. */
    private String export(String members) {
        return shop.export("{\"definition\":{\"tag\":\"vip\"}," + COLUMNS + "," + members + "}")
                .get("file")
                .asString();
    }

    private Answer accept(String path, String type) {
        return owner.with("Accept", type).get(path);
    }

    private Answer accept(String path, String type, String encoding) {
        return owner.with("Accept", type).with("Accept-Encoding", encoding).get(path);
    }

    private Answer head(String path) {
        return owner.send("HEAD", path, BodyPublishers.noBody(), "");
    }

    private static String gunzip(Answer answer) throws IOException {
        return new String(
                new GZIPInputStream(new ByteArrayInputStream(answer.bytes())).readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String unzstd(Answer answer) throws IOException {
        return new String(
                new ZstdInputStream(new ByteArrayInputStream(answer.bytes())).readAllBytes(), StandardCharsets.UTF_8);
    }
}
