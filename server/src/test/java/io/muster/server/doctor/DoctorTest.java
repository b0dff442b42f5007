package io.muster.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.catalog.Catalog;
import io.muster.server.test.Certificate;
import io.muster.server.test.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
    @TempDir
    private Path directory;

    @Test
    void findsNothingWrongWithAFreshInstallationAndLeavesTheServerAlone() {
        Path data = directory.resolve("data");
        try (TestServer server = TestServer.start(data, Map.of())) {
            Examination found = examine(data);

            assertThat(found.code()).as(found.text()).isZero();
            assertThat(found.text()).contains("audit trail      of default is whole", "chmod o=", "Nothing is wrong.");
            assertThat(server.owner().get("/v1/projects").status()).isEqualTo(200);
        }
    }

    @Test
    void findsWhatWasTamperedWith() throws IOException {
        Path data = directory.resolve("data");
        try (TestServer server = TestServer.start(data, Map.of())) {
            server.bean(Catalog.class)
                    .change(dsl -> dsl.execute("update audit set entry = replace(entry, 'system', 'nobody')"));
        }
        Files.setPosixFilePermissions(data.resolve("secret.key"), PosixFilePermissions.fromString("rw-r--r--"));
        try (var files = Files.list(data.resolve("projects"))) {
            for (Path file :
                    files.filter(it -> it.toString().endsWith(".duckdb")).toList()) {
                Files.delete(file);
            }
        }

        Examination found = examine(data);

        assertThat(found.code()).isEqualTo(1);
        assertThat(found.text())
                .contains(
                        "can be read by others",
                        "entry 1 was changed or taken out",
                        ".duckdb is not there",
                        "3 faults.");
    }

    @Test
    void saysThatThereIsNothing() {
        Examination found = examine(directory.resolve("nowhere"));

        assertThat(found.code()).isEqualTo(1);
        assertThat(found.text()).contains("nowhere is not there");
    }

    @Test
    void looksAtEveryLineOfTheGuideAndAtNothingElse() throws IOException {
        Path data = directory.resolve("data");
        TestServer.start(data, Map.of()).close();
        String guide = Files.readString(Path.of("../docs/guides/hardening.md"));
        Set<String> lines = Pattern.compile("^\\| `([a-z ]+)` \\|", Pattern.MULTILINE)
                .matcher(guide)
                .results()
                .map(line -> line.group(1))
                .collect(Collectors.toSet());

        assertThat(lines).isNotEmpty().isEqualTo(whats(examine(data)));
    }

    @Test
    void saysWhatIsUnsafe() throws Exception {
        Path data = directory.resolve("data");
        TestServer.start(data, Map.of()).close();
        Certificate ended = Certificate.make(directory, -5);
        Path certificate = directory.resolve("cert.pem");
        Path key = directory.resolve("key.pem");
        ended.writeCertificate(certificate);
        ended.writeKey(key);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));

        Examination found = examine(
                data,
                "--muster.tls.certificate=" + certificate,
                "--muster.tls.key=" + key,
                "--muster.access.trusted-proxies=0.0.0.0/0",
                "--muster.access.wrong-secrets-per-minute=1000",
                "--muster.access.session-idle=1d",
                "--muster.access.token-lifetime=30d",
                "--muster.limit.application.read=none",
                "--muster.outbound.allow=169.254.169.254/32");

        assertThat(found.code()).isEqualTo(1);
        assertThat(found.text())
                .containsPattern("advice +https +plain HTTP is taken")
                .containsPattern("FAULT +certificate +ended at")
                .containsPattern("FAULT +proxies +every address is trusted")
                .containsPattern("advice +wrong secrets +1000 a minute")
                .containsPattern("advice +sessions +end after PT24H")
                .containsPattern("advice +tokens +are good for PT720H")
                .containsPattern("advice +limits +there is none for read")
                .containsPattern("FAULT +outbound +tenants may")
                .containsPattern("advice +applications +owner may do everything")
                .contains("3 faults.");
    }

    @Test
    void looksAtTheCertificate() throws Exception {
        Path data = directory.resolve("data");
        TestServer.start(data, Map.of()).close();
        Path certificate = directory.resolve("cert.pem");
        Path key = directory.resolve("key.pem");
        Certificate soon = Certificate.make(directory, 10);
        soon.writeCertificate(certificate);
        soon.writeKey(key);
        String[] tls = {"--muster.tls.certificate=" + certificate, "--muster.tls.key=" + key};

        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(examine(data, tls).text()).containsPattern("FAULT +certificate .*can be read by others");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        assertThat(examine(data, tls).text()).containsPattern("advice +certificate +is good until");
        Certificate.make(directory, 90).writeKey(key);
        assertThat(examine(data, tls).text()).containsPattern("FAULT +certificate .*does not hold the key");
        Files.writeString(key, "nothing");
        assertThat(examine(data, tls).text()).containsPattern("FAULT +certificate .*cannot be used");
    }

    private static Set<String> whats(Examination found) {
        return found.text()
                .lines()
                .filter(line -> line.matches("(ok|advice|FAULT) .*"))
                .map(line -> line.substring(8, 24).strip())
                .collect(Collectors.toSet());
    }

    private record Examination(int code, String text) {}

    private static Examination examine(Path data, String... settings) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String[] all = Stream.concat(Stream.of("--muster.data=" + data), Stream.of(settings))
                .toArray(String[]::new);
        int code = Doctor.run(all, new PrintStream(out, true, StandardCharsets.UTF_8));
        return new Examination(code, out.toString(StandardCharsets.UTF_8));
    }
}
