package io.muster.server.export;

import io.muster.model.ProjectId;
import io.muster.server.personal.RetiredProfiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Knows whose rows are in an export's files, as long as there are files. Thread-safe. */
@Component
class ExportMembers {

    private static final Logger LOG = LoggerFactory.getLogger(ExportMembers.class);

    private final ExportFiles files;
    private final RetiredProfiles retired;

    ExportMembers(ExportFiles files, RetiredProfiles retired) {
        this.files = files;
        this.retired = retired;
    }

    /** Writes down whose rows there will be; those of the base too, for files of changes have what was removed. */
    RoaringBitmap write(Export export, RoaringBitmap members, Optional<Export> base) throws IOException {
        RoaringBitmap all = members.clone();
        if (base.isPresent()) {
            Optional<RoaringBitmap> before = find(base.get());
            if (before.isEmpty()) {
                return all;
            }
            all.or(before.get());
        }
        all.runOptimize();
        ByteBuffer bytes = ByteBuffer.allocate(all.serializedSizeInBytes());
        all.serialize(bytes);
        write(ExportFiles.members(files.directory(export)), ByteBuffer.wrap(bytes.array()));
        return all;
    }

    /** All of it or nothing, also where the power fails. */
    private static void write(Path file, ByteBuffer bytes) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (FileChannel channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Whether one of the profiles may be in the export's files: always where it is not known whose rows they have. */
    boolean mayHold(Export export, RoaringBitmap profiles) {
        return find(export)
                .map(members -> RoaringBitmap.intersects(members, profiles))
                .orElse(!profiles.isEmpty());
    }

    /** Whether one of these was erased since they were found. */
    boolean areRetired(Export export, RoaringBitmap members) {
        return RoaringBitmap.intersects(members, retired.of(new ProjectId(export.project())));
    }

    private Optional<RoaringBitmap> find(Export export) {
        Path file = ExportFiles.members(files.directory(export));
        try {
            RoaringBitmap members = new RoaringBitmap();
            members.deserialize(ByteBuffer.wrap(Files.readAllBytes(file)));
            return Optional.of(members);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            LOG.warn("Whose rows export {} has cannot be read, so anybody's may be in it", export.id(), e);
            return Optional.empty();
        }
    }
}
