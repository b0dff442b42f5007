package io.muster.server.export;

import io.muster.engine.CsvDialect;
import io.muster.engine.Deadline;
import io.muster.engine.TableFile;
import io.muster.engine.TableFormat;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.server.config.MusterProperties;
import io.muster.server.export.file.FileCleanup;
import io.muster.server.export.file.FileKeeping;
import io.muster.server.export.file.FileToKeep;
import io.muster.server.export.file.KeptFile;
import io.muster.server.export.file.KeptFiles;
import io.muster.server.export.form.AskedFiles.AskedFile;
import io.muster.server.export.form.ExportFormat;
import io.muster.server.export.form.FileProof;
import io.muster.server.export.form.FormSource;
import io.muster.server.project.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Where exports' files lie: a directory for each export, {@code DATA/exports/PROJECT/EXPORT}. Thread-safe. */
@Component
class ExportFiles {

    private final Path root;
    private final KeptFiles kept;
    private final FileKeeping keeping;
    private final FileCleanup cleanup;
    private final String prefix;

    ExportFiles(MusterProperties properties, KeptFiles kept, FileKeeping keeping, FileCleanup cleanup) {
        this.root = properties.data().toAbsolutePath().normalize().resolve("exports");
        this.kept = kept;
        this.keeping = keeping;
        this.cleanup = cleanup;
        this.prefix = prefix(properties.s3().prefix());
    }

    private static String prefix(String setting) {
        try {
            return PathTemplate.check(setting);
        } catch (MusterException e) {
            throw new IllegalArgumentException("muster.s3.prefix: " + e.detail(), e);
        }
    }

    /** Brings what was made of an export to where files are kept. */
    void keep(Export export, Project project, List<AskedFile> asked, Deadline deadline) throws IOException {
        List<FileToKeep> files = new ArrayList<>();
        // Whose rows there are is asked here, and of no use elsewhere.
        Set<Path> known = new HashSet<>(Set.of(members(directory(export))));
        for (AskedFile file : asked) {
            files.add(new FileToKeep(
                    file.file(),
                    file.proof().bytes(),
                    file.proof().sha256(),
                    export.form().mediaType()));
            known.add(file.file());
        }
        try (Stream<Path> others = Files.list(directory(export))) {
            for (Path other : others.filter(path -> !known.contains(path)).toList()) {
                FileProof proof = FileProof.of(other, deadline);
                files.add(new FileToKeep(other, proof.bytes(), proof.sha256(), ExportFormat.PARQUET.type()));
            }
        }
        String folder = PathTemplate.fill(prefix, project, export) + export.id() + "/";
        keeping.keepAll(export.project(), folder, files, deadline);
    }

    /** The file of that name, wherever it is kept. */
    KeptFile file(Export export, String name) {
        return kept.of(directory(export).resolve(name));
    }

    /** Where the file is outside of this server, as {@code s3://bucket/key}; null where it is not. */
    @Nullable
    String location(Path file) {
        return kept.location(file).orElse(null);
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

    /** What all rows of such an export take beside its files; 0 for any other. */
    long stateBytes(Export export) throws IOException {
        Path state = state(directory(export));
        return Files.exists(state) ? Files.size(state) : 0;
    }

    /** A URL with which anybody can read the file where it is kept outside of this server; empty where it is not. */
    Optional<URI> sign(KeptFile file, Duration time, String fileName, String mediaType) {
        String disposition =
                ContentDisposition.attachment().filename(fileName).build().toString();
        return kept.sign(file.path(), time, disposition, mediaType);
    }

    /** Where it is written down whose rows are in an export's files, as a bitmap of ordinals. */
    static Path members(Path directory) {
        return directory.resolve("members.bitmap");
    }

    /** The files that were asked for. */
    List<KeptFile> parts(Export export) {
        List<KeptFile> parts = new ArrayList<>();
        for (JsonNode file : proof(export).path("files")) {
            parts.add(file(export, file.get("name").asString()));
        }
        return parts;
    }

    /** What forms of a finished export are made from. */
    FormSource source(Export export) {
        return new FormSource(
                export.id(),
                directory(export),
                export.form(),
                parts(export),
                proof(export).at("/files/0/sha256").asString(),
                export.options().dialect(),
                StoredColumns.columns(Objects.requireNonNull(export.stored()).file()),
                proof(export).at("/rows/written").asLong());
    }

    /** All rows of a finished export whose files have only what changed; empty for any other. */
    Optional<TableFile> state(Export export) throws IOException {
        List<TableFile.Column> columns =
                StoredColumns.columns(Objects.requireNonNull(export.stored()).state());
        return columns.isEmpty()
                ? Optional.empty()
                : Optional.of(new TableFile(
                        List.of(kept.of(state(directory(export))).local()),
                        TableFormat.PARQUET,
                        CsvDialect.PLAIN,
                        columns));
    }

    boolean hasState(Export export) {
        return !Objects.requireNonNull(export.stored()).state().isEmpty();
    }

    /** Deletes the export's other files wherever they are kept; whose rows there are stays known. */
    void keepOnly(Export export, Set<String> names) throws IOException {
        Path directory = directory(export);
        Set<Path> wanted = new HashSet<>(kept.fetching());
        wanted.add(members(directory));
        names.forEach(name -> wanted.add(directory.resolve(name)));
        if (Files.isDirectory(directory)) {
            try (Stream<Path> there = Files.list(directory)) {
                for (Path file : there.filter(it -> !wanted.contains(it)).toList()) {
                    delete(file);
                }
            }
        }
        cleanup.dropAllBut(export.id(), names);
    }

    private static JsonNode proof(Export export) {
        return Objects.requireNonNull(export.manifest(), "an export that has succeeded has a manifest");
    }

    /** Deletes what is on this server's disk. The sweep deletes what is elsewhere once nobody wants it. */
    void delete(Export export) {
        delete(directory(export));
    }

    void deleteAll(ProjectId project) {
        delete(directory(project));
    }

    /** Whether there is anything of the export, here or elsewhere. */
    boolean isThere(Export export) {
        return Files.isDirectory(directory(export)) || cleanup.isThere(export.id());
    }

    /** Deletes the export's files wherever they are kept; not for use in a transaction. */
    void drop(Export export) {
        delete(export);
        cleanup.drop(export.id());
    }

    /**
     * As {@link #drop}, but nothing may be left, and nothing of the export may be on its way.
     *
     * @throws MusterException STORAGE_UNAVAILABLE where files cannot be deleted now
     */
    void erase(Export export) {
        delete(export);
        cleanup.erase(export.id());
        // What was being fetched meanwhile.
        delete(export);
    }

    /** Where the project's exports lie. */
    Path directory(ProjectId project) {
        return root.resolve(project.value());
    }

    /** The ids of all exports that have a directory. */
    List<String> all() {
        return names(root).stream()
                .flatMap(project -> names(root.resolve(project)).stream())
                .toList();
    }

    /** The ids of the project's exports that have a directory. */
    List<String> all(ProjectId project) {
        return names(directory(project));
    }

    private static List<String> names(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> there = Files.list(directory)) {
            return there.map(path -> path.getFileName().toString()).toList();
        } catch (NoSuchFileException e) {
            return List.of();
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
