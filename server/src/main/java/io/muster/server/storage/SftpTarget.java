package io.muster.server.storage;

import io.muster.engine.Deadline;
import io.muster.engine.Progress;
import io.muster.server.config.MusterProperties;
import io.muster.server.outbound.GuardedResolver;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.CopyMode;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/**
 * An SFTP server. A file is written under another name, read back, and renamed when it is proven: SFTP tells no
 * checksums.
 */
final class SftpTarget implements Target {

    private static final int BUFFER = 1 << 15;

    private final SftpSettings settings;
    private final TargetSecrets secrets;
    private final GuardedResolver resolver;
    private final MusterProperties.Outbound server;

    SftpTarget(
            SftpSettings settings, TargetSecrets secrets, GuardedResolver resolver, MusterProperties.Outbound server) {
        this.settings = settings;
        this.secrets = secrets;
        this.resolver = resolver;
        this.server = server;
    }

    /** Work on a connection. */
    @FunctionalInterface
    private interface Work<T> {
        T apply(SftpClient client) throws IOException;
    }

    @Override
    public String location(String path) {
        String slash = path.startsWith("/") ? "" : "/~/";
        return "sftp://" + settings.host() + ":" + settings.port() + slash + path;
    }

    @Override
    public Stored put(LocalFile file, String path, UploadLog log, Progress progress, Deadline deadline) {
        String unfinished = path + ".part";
        return connected(deadline, client -> {
            makeDirectories(client, path);
            try (InputStream in = Files.newInputStream(file.path());
                    OutputStream out = client.write(unfinished)) {
                copy(in, out, file.bytes(), progress, deadline);
            }
            try (InputStream back = client.read(unfinished)) {
                Digests digests = Digests.of(back, deadline);
                if (digests.bytes() != file.bytes() || !digests.sha256Hex().equals(file.sha256())) {
                    throw StorageFaults.differs(location(path), "its SHA-256 is another");
                }
            }
            replace(client, unfinished, path);
            return new Stored(location(path), file.bytes(), file.sha256(), Stored.Proof.READ_BACK);
        });
    }

    private static void copy(InputStream in, OutputStream out, long total, Progress progress, Deadline deadline)
            throws IOException {
        byte[] buffer = new byte[BUFFER];
        long done = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            out.write(buffer, 0, read);
            done += read;
            progress.report(done, total);
            deadline.check();
        }
    }

    @Override
    public void abandon(String path, UploadLog log) {
        connected(Deadline.none(), client -> {
            removeIfThere(client, path + ".part");
            return path;
        });
    }

    @Override
    public void test() {
        String probe = S3Keys.fixedPart(settings.directory()) + "muster-test-" + UUID.randomUUID();
        connected(Deadline.none(), client -> {
            makeDirectories(client, probe);
            try (OutputStream out = client.write(probe)) {
                out.write("test".getBytes(StandardCharsets.UTF_8));
            }
            client.remove(probe);
            return probe;
        });
    }

    @Override
    public Optional<URI> sign(String path, Duration time) {
        return Optional.empty();
    }

    @Override
    public void close() {
        // Each call has a connection of its own.
    }

    private <T> T connected(Deadline deadline, Work<T> work) {
        try (SftpConnection connection = SftpConnection.open(settings, secrets, resolver, server);
                var _ = deadline.onEnd(connection::breakOff)) {
            return work.apply(connection.client());
        } catch (SftpException e) {
            deadline.check();
            throw StorageFaults.refused(settings.host() + " refused: " + e.getMessage(), e);
        } catch (IOException e) {
            deadline.check();
            throw SftpConnection.isRefusal(e)
                    ? StorageFaults.refused(settings.host() + " refused: " + e.getMessage(), e)
                    : StorageFaults.unreachable(settings.host(), e);
        }
    }

    private static void makeDirectories(SftpClient client, String path) throws IOException {
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            String directory = path.substring(0, slash);
            if (!exists(client, directory)) {
                client.mkdir(directory);
            }
        }
    }

    /** Old servers rename onto nothing that is there. */
    private static void replace(SftpClient client, String from, String to) throws IOException {
        try {
            client.rename(from, to, CopyMode.Overwrite);
        } catch (SftpException | UnsupportedOperationException e) {
            removeIfThere(client, to);
            client.rename(from, to);
        }
    }

    private static void removeIfThere(SftpClient client, String path) throws IOException {
        if (exists(client, path)) {
            client.remove(path);
        }
    }

    private static boolean exists(SftpClient client, String path) throws IOException {
        try {
            client.stat(path);
            return true;
        } catch (SftpException e) {
            if (e.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE) {
                return false;
            }
            throw e;
        }
    }
}
