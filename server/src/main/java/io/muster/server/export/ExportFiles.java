package io.muster.server.export;

import io.muster.engine.CsvDialect;
import io.muster.engine.TableFile;
import io.muster.engine.TableFormat;
import io.muster.model.ProjectId;
import io.muster.server.config.MusterProperties;
import io.muster.server.export.form.FormSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

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

    /** Where all rows of an export lie whose files have only what changed. */
    static Path state(Path directory) {
        return directory.resolve("state.parquet");
    }

    /** Where it is written down whose rows are in an export's files, as a bitmap of ordinals. */
    static Path members(Path directory) {
        return directory.resolve("members.bitmap");
    }

    /** The files that were asked for. */
    List<Path> parts(Export export) {
        List<Path> parts = new ArrayList<>();
        for (JsonNode file : proof(export).path("files")) {
            parts.add(directory(export).resolve(file.get("name").asString()));
        }
        return parts;
    }

    /** What forms of a finished export are made from. */
    FormSource source(Export export) {
        return new FormSource(
                export.id(),
                directory(export),
                export.baseName(),
                export.form(),
                parts(export),
                proof(export).at("/files/0/sha256").asString(),
                export.options().dialect(),
                StoredColumns.columns(Objects.requireNonNull(export.stored()).file()),
                proof(export).at("/rows/written").asLong());
    }

    /** All rows of a finished export whose files have only what changed; empty for any other. */
    Optional<TableFile> state(Export export) {
        List<TableFile.Column> columns =
                StoredColumns.columns(Objects.requireNonNull(export.stored()).state());
        return columns.isEmpty()
                ? Optional.empty()
                : Optional.of(new TableFile(
                        List.of(state(directory(export))), TableFormat.PARQUET, CsvDialect.PLAIN, columns));
    }

    private static JsonNode proof(Export export) {
        return Objects.requireNonNull(export.manifest(), "an export that has succeeded has a manifest");
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
