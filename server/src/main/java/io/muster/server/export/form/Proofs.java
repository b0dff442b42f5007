package io.muster.server.export.form;

import io.muster.engine.Deadline;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.springframework.stereotype.Component;

/** Proves files: takes checksums, counts records and brings the bytes to the disk, all at once. Thread-safe. */
@Component
public class Proofs {

    private final Packing packing;

    Proofs(Packing packing) {
        this.packing = packing;
    }

    /** The proof of a finished file, which is durable on return. */
    public FileProof prove(Path file, Deadline deadline) throws IOException {
        return prove(file, deadline, () -> 0L);
    }

    /**
     * As {@link #prove(Path, Deadline)}, and counts the records that went into the file.
     *
     * @param plain the same before it was compressed
     * @throws MusterException INTERNAL where there are not that many
     */
    public FileProof prove(Path file, Path plain, RecordCounter counter, long expected, Deadline deadline)
            throws IOException {
        FileProof proof = prove(file, deadline, () -> FileProof.read(plain, counter::add, deadline));
        require("records in the file", expected, counter.records());
        return proof;
    }

    /** Fails an export that disagrees with itself. */
    public static void require(String what, long expected, long found) {
        if (expected != found) {
            throw new MusterException(
                    ErrorCode.INTERNAL,
                    "The export disagrees with itself: " + expected + " expected, " + found + " " + what + ".");
        }
    }

    private FileProof prove(Path file, Deadline deadline, Callable<Long> other) throws IOException {
        return packing.together(() -> FileProof.of(file, deadline), other, () -> {
            sync(file);
            return 0L;
        });
    }

    /** Makes the file's bytes outlive a power cut. */
    static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
