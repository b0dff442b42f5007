package io.muster.server.export.form;

import io.muster.engine.CsvDialect;
import io.muster.engine.Deadline;
import io.muster.engine.Progress;
import io.muster.engine.SegmentEngine;
import io.muster.engine.TableFile;
import io.muster.engine.TableTarget;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the files that were asked for from the table that the engine writes. Thread-safe. */
@Component
public class AskedFiles {

    private final SegmentEngine engine;
    private final Packing packing;
    private final Proofs proofs;
    private final FilesUnderWay underWay;

    AskedFiles(SegmentEngine engine, Packing packing, Proofs proofs, FilesUnderWay underWay) {
        this.engine = engine;
        this.packing = packing;
        this.proofs = proofs;
        this.underWay = underWay;
    }

    /**
     * What was asked for.
     *
     * @param name what files' names begin with
     * @param partRows rows of one file; null for all
     * @param partBytes bytes of one file before it is packed; null for all
     */
    public record Draft(
            String export,
            Path directory,
            String name,
            Form form,
            CsvDialect dialect,
            @Nullable Long partRows,
            @Nullable Long partBytes) {

        boolean isParted() {
            return partRows != null || partBytes != null;
        }

        private Path file() {
            return directory.resolve(name + "." + form.ending());
        }

        private Path part(int number) {
            return directory.resolve(name + ".part-" + "%04d".formatted(number) + "."
                    + form.format().code());
        }

        @Nullable
        CsvDialect csv() {
            return form.format() == ExportFormat.CSV ? dialect : null;
        }
    }

    /** A file that was asked for, proved and durable. */
    public record AskedFile(Path file, FileProof proof, long rows) {}

    /**
     * Begins to make the files. The caller has the engine write the table, closes what it gets, and tells {@link FilesUnderWay}
     * how it ends with the export.
     */
    public Begun begin(Draft draft, Deadline deadline) {
        return new Begun(draft, deadline);
    }

    /**
     * The most bytes that there are at once while files of that table are made, the table itself included. What it makes to find
     * out is deleted again.
     *
     * @param table plain, and beside it nothing
     */
    public long most(TableFile table, long rows, Form form, boolean parted, Deadline deadline) throws IOException {
        Path plain = table.parts().getFirst();
        Path other = plain.resolveSibling("other");
        try {
            if (form.format() == ExportFormat.XLSX) {
                Workbooks.write(engine.files(), table, true, rows, other, Progress.NONE, deadline);
            } else if (parted) {
                // All parts are there before the first is packed.
                return 2 * Files.size(plain);
            } else if (!form.isPlain()) {
                try (InputStream in = Files.newInputStream(plain)) {
                    packing.pack(form.compression(), in, other, deadline);
                }
            }
            return Files.size(plain) + (Files.exists(other) ? Files.size(other) : 0);
        } finally {
            Files.deleteIfExists(other);
        }
    }

    /** Files that are being made. For one thread. */
    public final class Begun implements AutoCloseable {
        private final Draft draft;
        private final Deadline deadline;
        private final TableTarget target;
        private final @Nullable Following following;
        private final GrowingFile readable;

        private Begun(Draft draft, Deadline deadline) {
            this.draft = draft;
            this.deadline = deadline;
            boolean direct = draft.form().isPlain() && draft.form().format().isTable() && !draft.isParted();
            Path plain = direct ? draft.file() : draft.directory().resolve("table");
            this.target = new TableTarget(plain, draft.form().format().table(), draft.dialect());
            this.following = draft.form().format().isCompressed() || draft.isParted()
                    ? null
                    : new Following(
                            packing,
                            counter(draft),
                            plain,
                            draft.file(),
                            draft.form().compression(),
                            deadline);
            this.readable = new GrowingFile(draft.file(), GrowingFile.Writing.of(draft.form()));
            if (!draft.isParted()) {
                underWay.begin(draft.export(), readable);
            }
        }

        /** Where the engine is to write the table. */
        public TableTarget target() {
            return target;
        }

        /**
         * Makes what is not made yet, in order. A Parquet table that a workbook was made from stays where it is; any other
         * table that is not itself a file asked for is deleted.
         *
         * @param table what the engine wrote to {@link #target}
         * @param rows how many it has
         */
        public List<AskedFile> finish(TableFile table, long rows, Progress progress) throws IOException {
            if (target.file().equals(draft.file())) {
                readable.written();
            }
            if (following == null) {
                return AskedFiles.this.finish(draft, table, rows, progress, deadline);
            }
            FileProof proof = following.finish(records(draft, rows));
            if (!target.file().equals(draft.file())) {
                Files.delete(target.file());
            }
            return List.of(new AskedFile(draft.file(), proof, rows));
        }

        /** Ends what is still going on. */
        @Override
        public void close() throws IOException {
            if (following != null) {
                following.close();
            }
        }
    }

    private List<AskedFile> finish(Draft draft, TableFile table, long rows, Progress progress, Deadline deadline)
            throws IOException {
        if (draft.form().format() == ExportFormat.XLSX) {
            Workbooks.write(engine.files(), table, draft.dialect().guarded(), rows, draft.file(), progress, deadline);
        }
        return draft.isParted()
                ? parts(draft, table.parts().getFirst(), rows, deadline)
                : List.of(new AskedFile(draft.file(), proofs.prove(draft.file(), deadline), rows));
    }

    private List<AskedFile> parts(Draft draft, Path plain, long rows, Deadline deadline) throws IOException {
        List<AskedFile> files = new ArrayList<>();
        for (PartSplit.Written part : split(draft, plain, deadline)) {
            files.add(part(draft, part, deadline));
        }
        Files.delete(plain);
        Proofs.require(
                "in the parts", rows, files.stream().mapToLong(AskedFile::rows).sum());
        return files;
    }

    private static List<PartSplit.Written> split(Draft draft, Path plain, Deadline deadline) throws IOException {
        long maxRows = draft.partRows() == null ? Long.MAX_VALUE : draft.partRows();
        long maxBytes = draft.partBytes() == null ? Long.MAX_VALUE : draft.partBytes();
        return new PartSplit(draft.csv(), maxRows, maxBytes).split(plain, draft::part, deadline);
    }

    private AskedFile part(Draft draft, PartSplit.Written part, Deadline deadline) throws IOException {
        Path plain = part.file();
        Path file = plain.resolveSibling(
                plain.getFileName() + draft.form().compression().ending());
        if (!draft.form().isPlain()) {
            try (InputStream in = Files.newInputStream(plain)) {
                packing.pack(draft.form().compression(), in, file, deadline);
            }
        }
        FileProof proof = proofs.prove(file, plain, counter(draft), records(draft, part.rows()), deadline);
        if (!plain.equals(file)) {
            Files.delete(plain);
        }
        return new AskedFile(file, proof, part.rows());
    }

    private static RecordCounter counter(Draft draft) {
        CsvDialect csv = draft.csv();
        return csv == null ? RecordCounter.json() : RecordCounter.csv(csv.quote());
    }

    private static long records(Draft draft, long rows) {
        return FormSource.records(draft.form().format(), draft.dialect(), rows);
    }
}
