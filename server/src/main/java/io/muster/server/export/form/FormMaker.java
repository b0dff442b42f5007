package io.muster.server.export.form;

import io.muster.engine.Deadline;
import io.muster.engine.Progress;
import io.muster.engine.SegmentEngine;
import io.muster.engine.TableFile;
import io.muster.engine.TableTarget;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.export.file.KeptFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/** Makes one form of an export from another, and counts what is in it. Thread-safe. */
@Component
class FormMaker {

    private static final Form PARQUET = Form.plain(ExportFormat.PARQUET);

    private final SegmentEngine engine;
    private final Packing packing;
    private final Proofs proofs;
    private final ExportMetrics metrics;
    /** A workbook takes a core for seconds. */
    private final Semaphore workbooks = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    FormMaker(SegmentEngine engine, Packing packing, Proofs proofs, ExportMetrics metrics) {
        this.engine = engine;
        this.packing = packing;
        this.proofs = proofs;
        this.metrics = metrics;
    }

    /** Where another form comes from that this one is made of. */
    @FunctionalInterface
    interface Others {
        OpenForm open(Form form);
    }

    /**
     * Writes the form from start to end.
     *
     * @param part does not exist yet
     * @throws MusterException TOO_LARGE where a text is longer than a workbook's cell can be; INTERNAL where the form has
     *     other rows than the export
     */
    FileProof make(FormSource source, Form form, Others others, Path part, Deadline deadline) throws IOException {
        FileProof proof = metrics.timed("form", () -> written(source, form, others, part, deadline));
        metrics.made(form, proof.bytes());
        return proof;
    }

    private FileProof written(FormSource source, Form form, Others others, Path part, Deadline deadline)
            throws IOException {
        if (!form.isPlain()) {
            try (InputStream plain = others.open(form.plain()).open()) {
                FileProof proof = packing.pack(form.compression(), plain, part, deadline);
                Proofs.sync(part);
                return proof;
            }
        }
        if (form.format() == source.asked().format() && !form.format().isCompressed()) {
            join(source, part, deadline);
            return lines(source, form.format(), part, deadline);
        }
        return switch (form.format()) {
            case PARQUET -> {
                convert(source, source.table(), target(source, form, part), deadline);
                yield proofs.prove(part, deadline);
            }
            case CSV, NDJSON, JSON -> {
                TableFile parquet = source.table(others.open(PARQUET).file());
                convert(source, parquet, target(source, form, part), deadline);
                yield lines(source, form.format(), part, deadline);
            }
            case XLSX -> {
                workbook(source, source.table(others.open(PARQUET).file()), part, deadline);
                yield proofs.prove(part, deadline);
            }
        };
    }

    private void convert(FormSource source, TableFile from, TableTarget to, Deadline deadline) {
        check(source, engine.files().convert(from, to, source.rows(), Progress.NONE, deadline));
    }

    private FileProof lines(FormSource source, ExportFormat format, Path part, Deadline deadline) throws IOException {
        return proofs.prove(part, part, source.counter(format), source.records(format), deadline);
    }

    private static TableTarget target(FormSource source, Form form, Path part) {
        return new TableTarget(part, form.format().table(), source.dialect());
    }

    private void join(FormSource source, Path part, Deadline deadline) throws IOException {
        try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE_NEW)) {
            PartJoin join = new PartJoin(source.dialect(), source.asked().format(), out);
            for (KeptFile file : source.parts()) {
                try (InputStream in = Packing.unpacked(source.asked().compression(), file.open())) {
                    join.add(in, deadline);
                }
            }
        }
    }

    private void workbook(FormSource source, TableFile parquet, Path part, Deadline deadline) throws IOException {
        workbooks.acquireUninterruptibly();
        try {
            boolean guarded = source.dialect().guarded();
            Workbooks.write(engine.files(), parquet, guarded, source.rows(), part, Progress.NONE, deadline);
        } finally {
            workbooks.release();
        }
    }

    private static void check(FormSource source, long written) {
        if (written != source.rows()) {
            throw new MusterException(
                    ErrorCode.INTERNAL,
                    "A form of export " + source.export() + " has " + written + " rows and should have " + source.rows()
                            + ".");
        }
    }
}
