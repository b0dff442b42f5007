package io.muster.server.export;

import io.muster.engine.TableReader;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Who reads files of exports just now, so that nobody reads on when somebody in one was erased. Thread-safe. */
@Component
class ExportReaders {

    private static final Logger LOG = LoggerFactory.getLogger(ExportReaders.class);

    private final ExportStore store;
    private final Map<String, Set<Reading>> readings = new ConcurrentHashMap<>();

    ExportReaders(ExportStore store) {
        this.store = store;
    }

    /** Reading that can be cut off. */
    private interface Reading {
        void cut();
    }

    /**
     * The bytes, until they are cut off.
     *
     * @throws MusterException GONE where the export's files were deleted since they were opened
     */
    InputStream watch(String export, InputStream in) throws IOException {
        Bytes bytes = new Bytes(export, in);
        try {
            begin(export, bytes);
            return bytes;
        } catch (RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    /** As {@link #watch(String, InputStream)}. */
    TableReader watch(String export, TableReader in) {
        Rows rows = new Rows(export, in);
        try {
            begin(export, rows);
            return rows;
        } catch (RuntimeException e) {
            rows.close();
            throw e;
        }
    }

    /** Cuts off whoever reads files of the export, which are deleted. */
    void cut(String export) {
        List<Reading> all = new ArrayList<>();
        readings.computeIfPresent(export, (id, some) -> {
            all.addAll(some);
            return some;
        });
        all.forEach(Reading::cut);
    }

    /** Whoever opened the file before it was deleted, and comes here after, is too late for {@link #cut}. */
    private void begin(String export, Reading reading) {
        readings.compute(export, (id, some) -> {
            Set<Reading> all = some == null ? new HashSet<>() : some;
            all.add(reading);
            return all;
        });
        boolean there = store.find(export)
                .filter(now ->
                        now.state() == ExportState.SUCCEEDED || now.state().isUnderWay())
                .isPresent();
        if (!there) {
            throw gone(export);
        }
    }

    private void end(String export, Reading reading) {
        readings.computeIfPresent(export, (id, some) -> {
            some.remove(reading);
            return some.isEmpty() ? null : some;
        });
    }

    private static MusterException gone(String export) {
        return new MusterException(ErrorCode.GONE, "The files of export \"" + export + "\" were deleted meanwhile.");
    }

    private final class Bytes extends FilterInputStream implements Reading {
        private final String export;
        private volatile boolean cut;

        private Bytes(String export, InputStream in) {
            super(in);
            this.export = export;
        }

        @Override
        public int read() throws IOException {
            check();
            return super.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            check();
            return super.read(bytes, offset, length);
        }

        private void check() throws IOException {
            if (cut) {
                throw new IOException(gone(export));
            }
        }

        /** Frees the file too, for a slow reader may not come back for long. */
        @Override
        public void cut() {
            cut = true;
            try {
                in.close();
            } catch (IOException e) {
                LOG.debug("A file of export {} was closed by its reader just now", export, e);
            }
        }

        @Override
        public void close() throws IOException {
            end(export, this);
            super.close();
        }
    }

    private final class Rows implements TableReader, Reading {
        private final String export;
        private final TableReader in;
        private volatile boolean cut;

        private Rows(String export, TableReader in) {
            this.export = export;
            this.in = in;
        }

        @Override
        public List<String> columns() {
            return in.columns();
        }

        @Override
        public boolean next() {
            if (cut) {
                throw gone(export);
            }
            return in.next();
        }

        @Override
        public @Nullable Object value(int column) {
            return in.value(column);
        }

        @Override
        public void cut() {
            cut = true;
        }

        @Override
        public void close() {
            end(export, this);
            in.close();
        }
    }
}
