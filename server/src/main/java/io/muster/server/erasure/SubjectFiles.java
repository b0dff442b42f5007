package io.muster.server.erasure;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.server.config.MusterProperties;
import io.muster.server.personal.Findings;
import io.muster.server.project.ProjectCleanup;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/** The files that tell what is known of somebody: {@code DATA/subject-access/PROJECT/ID.ndjson}. Thread-safe. */
@Component
class SubjectFiles implements ProjectCleanup {

    private final Path root;
    private final JsonMapper json;

    SubjectFiles(MusterProperties properties, JsonMapper json) {
        this.root = properties.data().toAbsolutePath().normalize().resolve("subject-access");
        this.json = json;
    }

    /** A file that was made. */
    record Made(long lines, long bytes, String sha256) {}

    Path file(Access access) {
        return root.resolve(access.project()).resolve(access.id() + ".ndjson");
    }

    /**
     * Writes a file, a line for each thing that the teller finds; what an earlier run left is replaced.
     *
     * @throws MusterException GONE where it was deleted while it was written
     */
    Made write(Access access, Consumer<Findings> teller) {
        Path file = file(access);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        MessageDigest digest = DigestUtils.getSha256Digest();
        long[] lines = {0};
        try {
            Files.createDirectories(file.getParent());
            try (OutputStream out =
                    new BufferedOutputStream(new DigestOutputStream(Files.newOutputStream(part), digest))) {
                teller.accept((kind, data) -> {
                    String line = json.writeValueAsString(
                                    json.createObjectNode().put("kind", kind).set("data", data))
                            + "\n";
                    write(out, line);
                    lines[0]++;
                });
            }
            long bytes = Files.size(part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            return new Made(lines[0], bytes, HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchFileException e) {
            throw new MusterException(ErrorCode.GONE, AccessJob.CUT_SHORT, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(Access access) {
        Path file = file(access);
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".part"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void clean(ProjectId project) {
        try {
            FileSystemUtils.deleteRecursively(root.resolve(project.value()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(OutputStream out, String line) {
        try {
            out.write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
