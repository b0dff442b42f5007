package io.muster.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.server.audit.AuditTrail;
import io.muster.server.audit.Tampering;
import io.muster.server.catalog.Catalog;
import io.muster.server.config.StartException;
import io.muster.server.test.Certificate;
import io.muster.server.test.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class DoctorTest {
    @TempDir
    private Path directory;

    @Test
    void findsNothingWrongWithAFreshInstallationAndLeavesTheServerAlone() {
        Path data = directory.resolve("data");
        try (TestServer server = TestServer.start(data, Map.of())) {
            Examination found = examine(data);

            assertThat(found.code()).as(found.text()).isZero();
            assertThat(found.text())
                    .contains("audit trail      of default is whole", "Nothing is wrong.")
                    .doesNotContain("chmod");
            assertThat(server.owner().get("/v1/projects").status()).isEqualTo(200);
        }
    }

    @Test
    void makesFilesThatAreTheirOwnersOnlyAndTellsWhereOthersMayLook() throws IOException {
        Path data = directory.resolve("data");
        TestServer.start(data, Map.of()).close();

        assertThat(permissions(data)).isEqualTo("rwx------");
        assertThat(permissions(data.resolve("catalog.sqlite"))).isEqualTo("rw-------");
        assertThat(permissions(data.resolve("secret.key"))).isEqualTo("rw-------");
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(examine(data).text()).contains("is open to every user; chmod o= " + data);
    }

    @Test
    void endsWithSettingsThatTheServerWouldNotStartWith() {
        Path data = directory.resolve("data");

        assertThatThrownBy(() -> examine(data, "--muster.access.require-htps=true"))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("did you mean muster.access.require-https?");
        assertThatThrownBy(() -> examine(data, "--muster.export.queue=0"))
                .isInstanceOf(StartException.class)
                .hasMessageStartingWith("muster.export.queue: '0'");
        assertThat(data).as("it writes nothing").doesNotExist();
    }

    @Test
    void findsThatTheDatabaseLetsTheTrailBeChanged() {
        Path data = directory.resolve("data");
        try (TestServer server = TestServer.start(data, Map.of())) {
            Catalog catalog = server.bean(Catalog.class);
            catalog.change(db -> db.execute("drop trigger audit_not_replaced"));
            assertThat(examine(data).text()).contains("there is no trigger audit_not_replaced that does", "1 fault.");

            catalog.change(db -> db.connection(it -> {
                try (var statement = it.createStatement()) {
                    statement.execute("create trigger audit_not_replaced before insert on audit begin select 1; end");
                }
            }));
            assertThat(examine(data).text()).contains("there is no trigger audit_not_replaced that does", "1 fault.");
        }
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void findsWhatWasTamperedWith() throws IOException {
        Path data = directory.resolve("data");
        try (TestServer server = TestServer.start(data, Map.of())) {
            Tampering.execute(
                    server.bean(Catalog.class), "update audit set entry = replace(entry, 'system', 'nobody')");
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
    void findsTrailsThatAreGoneAndHashesThatAreNoLongerInThem() {
        Path data = directory.resolve("data");
        String kept;
        try (TestServer server = TestServer.start(data, Map.of())) {
            server.owner().post("/oauth/token", "{\"grant_type\":\"client_credentials\"}");
            server.anybody().as("nobody", "wrong").get("/v1/projects");
            kept = server.bean(AuditTrail.class).newestHash("default").orElseThrow();
            Catalog catalog = server.bean(Catalog.class);
            String hash = "--audit-hash=default=" + kept;
            assertThat(examine(data, hash).text()).contains("of default has the hash " + kept, "Nothing is wrong.");

            Tampering.execute(catalog, "delete from audit where organization = 'default' and seq > 1");
            Tampering.execute(
                    catalog,
                    "update audit_head set seq = 1, hash = (select hash from audit where organization = 'default')"
                            + " where organization = 'default'");
            assertThat(examine(data).text()).as("all that is left fits").contains("Nothing is wrong.");
            String left = server.bean(AuditTrail.class).newestHash("default").orElseThrow();
            assertThat(examine(data, hash).text()).contains("of default does not have the hash " + kept, "1 fault.");
            assertThat(examine(data, "--audit-hash=another=" + left).text())
                    .contains("of another does not have the hash " + left, "1 fault.");
            assertThat(examine(data, "--audit-hash=" + kept).text()).contains("is not ORGANIZATION=HASH", "1 fault.");

            Tampering.execute(catalog, "delete from audit_head where organization = 'default'");
            assertThat(examine(data).text()).contains("of default: entry 2 was changed or taken out", "1 fault.");

            Tampering.execute(catalog, "delete from audit where organization = 'default'");
            assertThat(examine(data).text()).contains("of default is not there", "1 fault.");

            Tampering.execute(catalog, "delete from audit_head");
            assertThat(examine(data).text())
                    .contains("of nobody in particular: entry 2 was changed or taken out", "2 faults.");
        }
    }

    @Test
    void findsASecretKeyThatIsMissing() throws IOException {
        Path data = directory.resolve("data");
        TestServer.start(data, Map.of()).close();
        Path key = data.resolve("secret.key");
        String kept = Files.readString(key);
        Files.delete(key);

        assertThat(examine(data).text()).containsPattern("FAULT +known keys .* is not among those given");
        assertThatThrownBy(() -> TestServer.start(data, Map.of()).close())
                .rootCause()
                .hasMessageContaining("is not among those given");
        assertThat(key).as("no other is made").doesNotExist();
        String another = Base64.getEncoder().encodeToString(new byte[32]);
        assertThatThrownBy(() -> TestServer.start(data, Map.of("muster.secret.key", another))
                        .close())
                .rootCause()
                .hasMessageContaining("is not among those given");

        TestServer.start(data, Map.of("muster.secret.key", another + "\n" + kept))
                .close();
        Files.writeString(key, kept);
        assertThatThrownBy(() -> TestServer.start(data, Map.of()).close())
                .as("the new one is known by now")
                .rootCause()
                .hasMessageContaining("muster.secret.gone=");
        String text = examine(data).text();
        String gone = text.substring(text.indexOf("muster.secret.gone=") + 19).split(" ", 2)[0];
        TestServer.start(data, Map.of("muster.secret.gone", gone)).close();
        assertThat(examine(data).text()).containsPattern("ok +known keys");
    }

    @Test
    void findsDeletionsThatHaveNotFinished() {
        Path data = directory.resolve("data");
        String id;
        try (TestServer server = TestServer.start(data, Map.of())) {
            id = server.owner()
                    .post("/v1/projects", "{\"name\": \"Left\", \"key\": \"left\"}")
                    .at("/id");
        }
        String delete = "update project set deleted_at = ? where id = ?";
        long now = System.currentTimeMillis();
        change(data, delete, now - 3 * 86_400_000L - 60_000, id);

        Examination found = examine(data);

        assertThat(found.code()).isEqualTo(1);
        assertThat(found.text())
                .containsPattern("FAULT +deletions +project " + id + " was deleted 3 days ago")
                .contains("1 fault.");
        change(data, delete, now - 1_000, id);
        assertThat(examine(data).text())
                .containsPattern("advice +deletions +project " + id + " was deleted \\d+ seconds ago");
    }

    @Test
    void findsErasuresThatHaveNotFinished() {
        Path data = directory.resolve("data");
        TestServer.start(data, Map.of()).close();
        assertThat(examine(data).text()).containsPattern("ok +erasures +of people are all finished");
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Instant lately = now.minus(Duration.ofHours(1));
        Instant longAgo = now.minus(Duration.ofHours(25));

        erasure(data, "x_1", "queued", lately);

        assertThat(examine(data).text())
                .containsPattern(
                        "advice +erasures +1 is not finished, 0 have failed; the oldest was asked for at " + lately);

        erasure(data, "x_2", "failed", longAgo);
        Examination found = examine(data);

        assertThat(found.code()).isEqualTo(1);
        assertThat(found.text())
                .containsPattern("FAULT +erasures +2 are not finished, 1 has failed; .* at " + longAgo + "; ")
                .contains("1 fault.");
    }

    private static void erasure(Path data, String id, String state, Instant asked) {
        change(
                data,
                "insert into erasure (id, project, state, requested_by, suppress, asked, subjects, created_at)"
                        + " select ?, min(id), ?, 'person:p', false, 1, 'sealed', ? from project",
                id,
                state,
                asked.toEpochMilli());
    }

    /** Changes the catalogue of a server that does not run: one that does would mend what a test breaks. */
    private static void change(Path data, String sql, Object... values) {
        SQLiteDataSource catalog = new SQLiteDataSource();
        catalog.setUrl("jdbc:sqlite:" + data.resolve("catalog.sqlite"));
        DSL.using(catalog, SQLDialect.SQLITE).execute(sql, values);
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
    void findsSealedSecretsWhereHashesAreToBeKept() throws IOException {
        Path data = directory.resolve("data");
        String hashes = "--muster.secret.reveal=false";
        try (TestServer server = TestServer.start(data, Map.of())) {
            assertThat(boxes(server)).isOne();
        }
        String box;
        try (TestServer server = TestServer.start(data, Map.of())) {
            box = server.bean(Catalog.class)
                    .read(dsl -> dsl.fetchSingle("select secret_box from application"))
                    .get(0, String.class);
        }
        assertThat(filesWith(data, box)).isNotEmpty();
        assertThat(examine(data).text()).containsPattern("advice +revealing +applications' secrets are kept");
        assertThat(examine(data, hashes).text()).containsPattern("advice +revealing +1 application.* start");

        try (TestServer server = TestServer.start(data, Map.of("muster.secret.reveal", "false"))) {
            assertThat(boxes(server)).isZero();
            assertThat(server.owner().get("/v1/projects").status()).isEqualTo(200);
        }
        assertThat(filesWith(data, box)).isEmpty();
        assertThat(examine(data, hashes).text()).containsPattern("ok +revealing +applications' secrets are hashes");
    }

    private static List<Path> filesWith(Path data, String text) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    private static int boxes(TestServer server) {
        return server.bean(Catalog.class)
                .read(dsl -> dsl.fetchCount(
                        DSL.table(DSL.name("application")),
                        DSL.field(DSL.name("secret_box")).isNotNull()));
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
