package io.muster.server.segment.upload;

import io.muster.engine.rows.RejectedRows;
import io.muster.engine.rows.RowError;
import io.muster.server.personal.Mentions;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rows of one upload that were not taken, and why: all are counted, the first are kept for the answer, and up to a
 * million go to a file of NDJSON, which is made with the first. For one thread, but for {@link #end}, which is for any.
 */
final class Reasons implements RejectedRows, AutoCloseable {

    /** The code of a row whose key no profile has. */
    static final String UNKNOWN_PROFILE = "unknown_profile";

    /** Reasons that an answer has. */
    static final int SHOWN = 100;

    private static final int MOST_WRITTEN = 1_000_000;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path file;
    private final List<Reason> first = new ArrayList<>();
    private @Nullable BufferedWriter writer;
    private long count;
    private boolean ended;

    Reasons(Path file) {
        this.file = file;
    }

    /** Why a row was not taken. */
    record Reason(long line, String code, String detail) {}

    @Override
    public void reject(long line, RowError code, String detail) {
        add(new Reason(line, code.code(), detail));
    }

    void unknown(long line, String key) {
        add(new Reason(line, UNKNOWN_PROFILE, "No profile has the key " + JSON.writeValueAsString(key) + "."));
    }

    long count() {
        return count;
    }

    List<Reason> first() {
        return List.copyOf(first);
    }

    synchronized boolean hasFile() {
        return writer != null;
    }

    @Override
    public synchronized void close() {
        try {
            if (writer != null) {
                writer.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether one of the reasons that are in the file, which is closed, names one of them. */
    boolean speakOf(Mentions mentions) {
        if (!hasFile()) {
            return false;
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.anyMatch(mentions::in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the file away at once and for good, for its project is deleted; what still comes fails with NOT_FOUND. */
    synchronized void end() {
        ended = true;
        delete();
    }

    synchronized boolean isEnded() {
        return ended;
    }

    /** Takes the file away. */
    synchronized void delete() {
        try {
            close();
            writer = null;
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(Reason reason) {
        count++;
        if (first.size() < SHOWN) {
            first.add(reason);
        }
        if (count <= MOST_WRITTEN) {
            write(reason);
        }
    }

    private synchronized void write(Reason reason) {
        if (ended) {
            throw ReasonFiles.gone(null);
        }
        try {
            BufferedWriter out = writer;
            if (out == null) {
                out = Files.newBufferedWriter(file);
                writer = out;
            }
            out.write(JSON.writeValueAsString(reason));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
