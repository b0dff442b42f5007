package io.muster.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.testing.Seeds;
import io.muster.server.test.FaultyWire;
import io.muster.server.test.S3Server;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.JsonNode;

/**
 * The server, which keeps files in a bucket, is killed in each stage of an export. After its next start the export is the
 * same, byte for byte, and nothing is left over on the disk or in the bucket.
 */
class ExportCrashTest {

    private static final int ROWS = 300_000;

    private static final int CHANGED = 5_000;

    /**
     * Another way to make an export.
     *
     * @param ending of the file in whose writing the server is killed; empty for any
     */
    private record How(String options, String ending) {}

    private static final List<How> HOWS = List.of(
            new How(",\"format\":\"xlsx\"", ".xlsx"),
            new How(",\"format\":\"parquet\"", ""),
            new How(",\"compression\":\"zstd\"", ".zst"),
            new How(",\"part_rows\":70000", ""));

    /** More than one piece of an upload. */
    private static final long PIECE = 16 << 20;

    @TempDir
    private Path directory;

    private S3Server s3;
    private S3Client client;
    private FaultyWire keeping;
    private FaultyWire delivering;
    private Random random;
    private ExportCrashServer server;

    @BeforeEach
    void start() throws IOException {
        s3 = new S3Server(directory.resolve("s3"));
        client = s3.client();
        client.createBucket(create -> create.bucket(ExportCrashServer.KEPT));
        client.createBucket(create -> create.bucket(ExportCrashServer.LAKE));
        keeping = new FaultyWire(s3.port());
        delivering = new FaultyWire(s3.port());
        long seed = Seeds.of(ExportCrashTest.class);
        random = new Random(seed);
        server = new ExportCrashServer(directory.resolve("data"), keeping.port(), delivering.port());
        server.start();
        server.load(ROWS, random);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        keeping.close();
        delivering.close();
        client.close();
        s3.close();
    }

    @Test
    void finishesAsIfNothingHadHappenedWhenKilledOnceInEachStage() throws Exception {
        killInEachStage(1);
    }

    @Test
    @Tag("long")
    void finishesAsIfNothingHadHappenedWhenKilledTenTimesInEachStage() throws Exception {
        killInEachStage(10);
    }

    private void killInEachStage(int times) throws Exception {
        String plain = proof(server.finished(server.ask("")));
        String packed = proof(server.finished(server.ask(",\"compression\":\"gzip\"")));
        for (int round = 0; round < times; round++) {
            killWhileQueued(plain);
            killWhileEvaluating(plain);
            killWhileWriting(plain);
            killWhilePacking(packed);
            killWhileKeeping(plain);
            killWhileMakingAForm();
            killWhileDelivering(plain);
        }
        for (How how : HOWS) {
            killWhileWriting(how.options(), how.ending(), times);
        }
        String base = server.finished(server.ask(""));
        server.change(CHANGED, random);
        killWhileWriting(",\"since_export\":\"" + base + "\"", "", times);
        server.untilNothingIsLeftOver(client);
    }

    private void killWhileWriting(String options, String ending, int times) throws IOException {
        List<String> proofs = proofs(server.finished(server.ask(options)));
        for (int round = 0; round < times; round++) {
            String export = server.ask(options);
            server.untilAFileHas(export, ending, random.nextLong(PIECE / 64));
            server.killAndRestart();
            server.finished(export);
            assertThat(proofs(export)).as(options).isEqualTo(proofs);
            for (int file = 1; file <= proofs.size(); file++) {
                assertThat(ExportCrashServer.sha256(server.file(export, file)))
                        .as(options)
                        .isEqualTo(proofs.get(file - 1));
            }
        }
    }

    private void killWhileQueued(String proof) throws IOException {
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            asked.add(server.ask(""));
        }
        server.killAndRestart();
        for (String export : asked) {
            same(server.finished(export), proof);
        }
    }

    private void killWhileEvaluating(String proof) throws IOException {
        String export = server.ask("");
        server.untilItHasADirectory(export);
        server.killAndRestart();
        same(server.finished(export), proof);
    }

    private void killWhileWriting(String proof) throws IOException {
        String export = server.ask("");
        server.untilAFileHas(export, "", random.nextLong(PIECE));
        server.killAndRestart();
        same(server.finished(export), proof);
    }

    private void killWhilePacking(String proof) throws IOException {
        String export = server.ask(",\"compression\":\"gzip\"");
        server.untilAFileHas(export, ".gz", random.nextLong(PIECE / 16));
        server.killAndRestart();
        same(server.finished(export), proof);
    }

    private void killWhileKeeping(String proof) throws IOException {
        keeping.after(random.nextLong(PIECE), server::kill);
        String export = server.ask("");
        server.untilItIsGone();
        server.start();
        same(server.finished(export), proof);
    }

    private void killWhileMakingAForm() throws IOException {
        String export = server.ask("");
        server.finished(export);
        String form = ExportCrashServer.sha256(server.form(server.ask(""), "ndjson"));
        server.askForForm(export, "ndjson");
        server.untilAFileHas(export, ".part", random.nextLong(PIECE));
        server.killAndRestart();
        assertThat(ExportCrashServer.sha256(server.form(export, "ndjson"))).isEqualTo(form);
    }

    private void killWhileDelivering(String proof) throws IOException {
        delivering.after(random.nextLong(PIECE), server::kill);
        String export = server.ask(",\"destination\":\"lake\"");
        server.untilItIsGone();
        server.start();
        same(server.finished(export), proof);
        String key = server.delivered(export);
        byte[] there = client.getObjectAsBytes(
                        get -> get.bucket(ExportCrashServer.LAKE).key(key))
                .asByteArray();
        assertThat(ExportCrashServer.sha256(there)).isEqualTo(proof);
    }

    /** The manifest's SHA-256 is the same, and that of the bytes too. */
    private void same(String export, String proof) throws IOException {
        JsonNode manifest = server.manifest(export);
        assertThat(manifest.at("/rows/written").asLong()).isEqualTo(ROWS);
        assertThat(proof(export)).isEqualTo(proof);
        assertThat(ExportCrashServer.sha256(server.file(export))).isEqualTo(proof);
    }

    private String proof(String export) throws IOException {
        return proofs(export).getFirst();
    }

    private List<String> proofs(String export) throws IOException {
        return server.manifest(export).get("files").findValuesAsString("sha256");
    }
}
