package io.muster.server.facade.apsis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.muster.server.facade.OldClients;
import io.muster.server.test.Program;
import io.muster.server.test.Program.Ended;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApsisExamplesTest {
    private static final Path EXAMPLES =
            Path.of("..", "examples", "apsis").toAbsolutePath().normalize();

    private final OldClients old = OldClients.open();

    @Test
    void aReportIsAskedForPolledAndDownloadedByCurl(@TempDir Path folder) throws Exception {
        assumeThat(Program.isThere("curl")).as("curl is there").isTrue();
        String key = old.shop
                .segment("Swedes", "{\"attribute\":\"country\",\"is\":\"SE\"}")
                .get("key")
                .asString();
        Path file = folder.resolve("report");

        Ended ended = Program.run(
                EXAMPLES,
                Map.of(
                        "MUSTER_URL", "http://127.0.0.1:" + old.server.port(),
                        "CLIENT_ID", old.keys.clientId(),
                        "CLIENT_SECRET", old.keys.clientSecret()),
                "sh",
                "report.sh",
                Discriminator.ofSegment(key),
                file.toString());

        assertThat(ended.code()).as(ended.output()).isZero();
        String plain = Files.readString(folder.resolve("report.csv"));
        assertThat(plain.lines()).hasSize(3).first().isEqualTo("export_key");
        try (InputStream packed = Files.newInputStream(folder.resolve("report.csv.gz"));
                GZIPInputStream unpacked = new GZIPInputStream(packed)) {
            assertThat(new String(unpacked.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo(plain);
        }
        assertThat(Files.readAllBytes(folder.resolve("report.xlsx"))).startsWith('P', 'K');
    }
}
