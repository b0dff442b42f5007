package io.muster.server.export;

import io.muster.model.ProjectId;
import io.muster.server.config.MusterProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where exports' files lie: a directory for each export, {@code DATA/exports/PROJECT/EXPORT}. Thread-safe. */
@Component
class ExportFiles {

    private final Path root;

    ExportFiles(MusterProperties properties) {
        this.root = properties.data().toAbsolutePath().normalize().resolve("exports");
    }

    /** An empty directory for the export; what an earlier run left there is gone. */
    Path fresh(Export export) {
        Path directory = directory(export);
        delete(directory);
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path directory(Export export) {
        return root.resolve(export.project()).resolve(export.id());
    }

    Path file(Export export) {
        return directory(export).resolve(export.fileName());
    }

    void delete(Export export) {
        delete(directory(export));
    }

    void deleteAll(ProjectId project) {
        delete(root.resolve(project.value()));
    }

    /** The ids of all exports that have a directory. */
    List<String> all() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> directories = Files.walk(root, 2)) {
            return directories
                    .filter(path -> root.relativize(path).getNameCount() == 2)
                    .map(path -> path.getFileName().toString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes the directory of an export that nobody knows. */
    void deleteOrphan(String id) {
        try (Stream<Path> projects = Files.list(root)) {
            projects.map(project -> project.resolve(id))
                    .filter(Files::isDirectory)
                    .forEach(ExportFiles::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the file's bytes outlive a power cut. */
    static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void delete(Path directory) {
        try {
            Files.walkFileTree(directory, new Deletion());
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
