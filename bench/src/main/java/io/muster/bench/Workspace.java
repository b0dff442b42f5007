package io.muster.bench;

import io.muster.bench.data.RowSql;
import io.muster.bench.data.Sizes;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The folder that a run works in: generated files and the reference's database, which may be kept for the next run of
 * the same sizes, and everything else, which goes when it closes.
 */
final class Workspace implements AutoCloseable {

    private final Path kept;
    private final Path scratch;
    private final boolean keeps;

    private Workspace(Path kept, boolean keeps) throws IOException {
        this.kept = kept;
        this.keeps = keeps;
        this.scratch = Files.createTempDirectory(kept, "scratch-");
    }

    /** In a temporary folder, unless one is given. Refuses where there is too little room. */
    static Workspace open(@Nullable Path keep, Sizes sizes) throws IOException {
        Path kept = keep == null
                ? Files.createTempDirectory("muster-bench-")
                : Files.createDirectories(keep.toAbsolutePath()
                        .resolve(sizes.label() + "-seed-" + sizes.seed() + "-of-"
                                + LocalDate.ofInstant(RowSql.AS_OF, ZoneOffset.UTC)));
        try {
            long there = sizeOf(kept);
            long free = Files.getFileStore(kept).getUsableSpace();
            if (there + free < sizes.bytesNeeded()) {
                throw new BenchFailure("%s has %.1f GB free and this run needs %.1f GB: give another folder by --keep,"
                                .formatted(kept, free / 1e9, (sizes.bytesNeeded() - there) / 1e9)
                        + " or fewer --events");
            }
            return new Workspace(kept, keep != null);
        } catch (IOException | RuntimeException failure) {
            if (keep == null) {
                Files.delete(kept);
            }
            throw failure;
        }
    }

    /** For what depends on sizes and seed alone. */
    Path kept() {
        return kept;
    }

    Path scratch() {
        return scratch;
    }

    @Override
    public void close() throws IOException {
        delete(keeps ? scratch : kept);
    }

    private static long sizeOf(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
