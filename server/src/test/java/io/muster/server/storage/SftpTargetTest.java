package io.muster.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.engine.Deadline;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.config.MusterProperties;
import io.muster.server.test.OutboundParts;
import io.muster.server.test.TestSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SftpTargetTest {
    private static final UploadLog NO_LOG = new UploadLog() {
        @Override
        public Optional<String> open() {
            return Optional.empty();
        }

        @Override
        public void opened(String upload) {
            throw new IllegalStateException("SFTP has no uploads to remember");
        }

        @Override
        public void closed() {}
    };

    @TempDir
    private Path directory;

    private final Deadline deadline = Deadline.none();
    private KeyPair hostKey;
    private KeyPair userKey;
    private SshServer server;
    private Path files;

    @BeforeEach
    void start() throws IOException, GeneralSecurityException {
        hostKey = KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
        userKey = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
        files = Files.createDirectory(directory.resolve("files"));
        server = start(hostKey);
    }

    private SshServer start(KeyPair key) throws IOException {
        SshServer starting = SshServer.setUpDefaultServer();
        starting.setHost("127.0.0.1");
        starting.setKeyPairProvider(KeyPairProvider.wrap(key));
        starting.setPasswordAuthenticator((user, password, session) -> user.equals("muster") && password.equals("pass"));
        starting.setPublickeyAuthenticator(
                (user, given, session) -> KeyUtils.compareKeys(given, userKey.getPublic()));
        starting.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        starting.setFileSystemFactory(new VirtualFileSystemFactory(files));
        starting.start();
        return starting;
    }

    @AfterEach
    void stop() throws IOException {
        server.stop(true);
    }

    @Test
    void aFileArrivesInADirectoryThatIsMadeForIt() throws IOException {
        LocalFile file = file("hello".repeat(50_000));

        Stored stored = target(password("pass")).put(file, "in/2026/e_1.csv", NO_LOG, (done, total) -> {}, deadline);

        assertThat(stored.location()).isEqualTo("sftp://127.0.0.1:" + server.getPort() + "/~/in/2026/e_1.csv");
        assertThat(stored.proof()).isEqualTo(Stored.Proof.READ_BACK);
        assertThat(files.resolve("in/2026/e_1.csv")).hasSameBinaryContentAs(file.path());
        assertThat(files.resolve("in/2026")).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void aFileThatIsThereIsReplaced() throws IOException {
        Files.writeString(files.resolve("e_1.csv"), "old");

        target(password("pass")).put(file("new"), "e_1.csv", NO_LOG, (done, total) -> {}, deadline);

        assertThat(files.resolve("e_1.csv")).hasContent("new");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a passphrase"})
    void aKeyLetsIn(String passphrase) throws IOException, GeneralSecurityException {
        TargetSecrets key =
                new TargetSecrets.Sftp(null, privateKey(passphrase), passphrase.isEmpty() ? null : passphrase);

        target(key).put(file("by key"), "e_1.csv", NO_LOG, (done, total) -> {}, deadline);

        assertThat(files.resolve("e_1.csv")).hasContent("by key");
    }

    @Test
    void aWrongPasswordIsRefused() throws IOException {
        LocalFile file = file("x");
        assertThatThrownBy(() -> target(password("wrong")).put(file, "e_1.csv", NO_LOG, (done, total) -> {}, deadline))
                .isInstanceOfSatisfying(MusterException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.DESTINATION_REFUSED);
                    assertThat(e.detail()).doesNotContain("wrong");
                });
    }

    @Test
    void aServerWithAnotherKeyIsToldNothing() throws IOException, GeneralSecurityException {
        LocalFile file = file("x");
        int port = server.getPort();
        server.stop(true);
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(port);
        server.setKeyPairProvider(
                KeyPairProvider.wrap(KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256)));
        server.setPasswordAuthenticator((user, password, session) -> {
            throw new IllegalStateException("the password was told");
        });
        server.start();

        assertThatThrownBy(() -> target(password("pass")).put(file, "e_1.csv", NO_LOG, (done, total) -> {}, deadline))
                .isInstanceOfSatisfying(MusterException.class, e -> assertThat(e.code())
                        .isEqualTo(ErrorCode.DESTINATION_REFUSED));
    }

    @Test
    void aServerThatIsDownIsUnreachable() throws IOException {
        LocalFile file = file("x");
        Target target = target(password("pass"));
        server.stop(true);

        assertThatThrownBy(() -> target.put(file, "e_1.csv", NO_LOG, (done, total) -> {}, deadline))
                .isInstanceOfSatisfying(MusterException.class, e -> assertThat(e.code())
                        .isEqualTo(ErrorCode.DESTINATION_UNREACHABLE));
    }

    @Test
    void aTestLeavesNothing() {
        target(password("pass")).test();

        assertThat(files).isEmptyDirectory();
    }

    private Target target(TargetSecrets secrets) {
        MusterProperties settings =
                TestSettings.of("muster.outbound.allow", "127.0.0.0/8", "muster.outbound.timeout", "5s");
        SftpSettings where = new SftpSettings(
                "127.0.0.1", server.getPort(), "muster", PublicKeyEntry.toString(hostKey.getPublic()), "");
        return new SftpTarget(where, secrets, OutboundParts.resolver(settings), settings.outbound());
    }

    private static TargetSecrets password(String password) {
        return new TargetSecrets.Sftp(password, null, null);
    }

    private String privateKey(String passphrase) throws IOException, GeneralSecurityException {
        OpenSSHKeyEncryptionContext encryption = new OpenSSHKeyEncryptionContext();
        encryption.setPassword(passphrase);
        encryption.setCipherType("256");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(
                userKey, "test", passphrase.isEmpty() ? null : encryption, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private LocalFile file(String content) throws IOException {
        Path path = Files.writeString(directory.resolve("local.csv"), content);
        try (InputStream in = Files.newInputStream(path)) {
            Digests digests = Digests.of(in, Deadline.none());
            return new LocalFile(path, digests.bytes(), digests.sha256Hex(), "text/csv");
        }
    }
}
