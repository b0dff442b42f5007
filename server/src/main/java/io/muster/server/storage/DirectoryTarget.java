package io.muster.server.storage;

import io.muster.engine.Deadline;
import io.muster.engine.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** A directory of this machine: a mounted share, or one that another program empties. */
final class DirectoryTarget implements Target {

    private static final int BUFFER = 1 << 17;

    private final Path root;
    private final DirectorySettings settings;

    private DirectoryTarget(Path root, DirectorySettings settings) {
        this.root = root;
        this.settings = settings;
    }

    static DirectoryTarget open(DirectorySettings settings, String root) {
        if (root.isEmpty()) {
            throw StorageFaults.refused(
                    "This server copies to no directories; its setting muster.outbound.directory would name one.");
        }
        return new DirectoryTarget(Path.of(root).toAbsolutePath().normalize(), settings);
    }

    @Override
    public String location(String path) {
        return resolve(path).toUri().toString();
    }

    @Override
    public Stored put(LocalFile file, String path, UploadLog log, Progress progress, Deadline deadline) {
        Path to = resolve(path);
        Path unfinished = to.resolveSibling("." + to.getFileName() + ".part");
        try {
            Files.createDirectories(to.getParent());
            copy(file, unfinished, progress, deadline);
            try (InputStream in = Files.newInputStream(unfinished)) {
                Digests digests = Digests.of(in, deadline);
                if (digests.bytes() != file.bytes() || !digests.sha256Hex().equals(file.sha256())) {
                    throw StorageFaults.differs(to.toUri().toString(), "its SHA-256 is another");
                }
            }
            Files.move(unfinished, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return new Stored(to.toUri().toString(), file.bytes(), file.sha256(), Stored.Proof.READ_BACK);
        } catch (IOException e) {
            throw StorageFaults.unreachable("The directory", e);
        }
    }

    private static void copy(LocalFile file, Path to, Progress progress, Deadline deadline) throws IOException {
        try (InputStream in = Files.newInputStream(file.path());
                OutputStream out = Files.newOutputStream(to)) {
            byte[] buffer = new byte[BUFFER];
            long done = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                done += read;
                progress.report(done, file.bytes());
                deadline.check();
            }
        }
        try (FileChannel channel = FileChannel.open(to, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    @Override
    public void abandon(String path, UploadLog log) {
        Path to = resolve(path);
        try {
            Files.deleteIfExists(to.resolveSibling("." + to.getFileName() + ".part"));
        } catch (IOException e) {
            throw StorageFaults.unreachable("The directory", e);
        }
    }

    @Override
    public void test() {
        Path probe = resolve(S3Keys.fixedPart(settings.directory()) + ".muster-test-" + UUID.randomUUID());
        try {
            Files.createDirectories(probe.getParent());
            Files.write(probe, "test".getBytes(StandardCharsets.UTF_8));
            Files.delete(probe);
        } catch (IOException e) {
            throw StorageFaults.unreachable("The directory", e);
        }
    }

    @Override
    public Optional<URI> sign(String path, Duration time) {
        return Optional.empty();
    }

    @Override
    public void close() {
        // Nothing is held between calls.
    }

    private Path resolve(String path) {
        Path resolved = root.resolve(path).normalize();
        if (!resolved.startsWith(root) || resolved.equals(root)) {
            throw StorageFaults.refused("'" + path + "' leads out of the directory that this server copies to.");
        }
        return resolved;
    }
}
