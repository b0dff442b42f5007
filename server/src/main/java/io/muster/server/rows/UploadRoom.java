package io.muster.server.rows;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.server.config.MusterProperties;
import io.muster.server.http.ProblemException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Sees to it that uploads take no more of the disk than they may. Thread-safe. */
final class UploadRoom {
    /** The engine and the catalogue need room too. */
    static final long RESERVE = 256L << 20;

    private static final int RETRY_SECONDS = 5;

    private final long file;
    private final long project;
    private final LongSupplier free;
    private final Map<ProjectId, Long> taken = new ConcurrentHashMap<>();

    /** @param free bytes that are left on the disk */
    UploadRoom(MusterProperties.Upload limits, LongSupplier free) {
        this.file = limits.file().toBytes();
        this.project = limits.project().toBytes();
        this.free = free;
    }

    /** The room of an upload that begins; closing it gives the room back. */
    Share open(ProjectId owner) {
        return new Share(owner);
    }

    /** What one upload has. For one thread. */
    final class Share implements AutoCloseable {
        private final ProjectId owner;
        private long bytes;

        private Share(ProjectId owner) {
            this.owner = owner;
        }

        /**
         * Takes room before it is written to.
         *
         * @throws MusterException TOO_LARGE, STORAGE_FULL
         * @throws ProblemException OVERLOADED where the project's other uploads have it
         */
        void take(int more) {
            if (bytes + more > file) {
                throw new MusterException(
                        ErrorCode.TOO_LARGE,
                        "The body is larger than " + file
                                + " bytes when decompressed; send it in parts, or as NDJSON.");
            }
            if (free.getAsLong() - more < RESERVE) {
                throw new MusterException(
                        ErrorCode.STORAGE_FULL,
                        "The body does not fit on the server's disk; " + bytes + " bytes of it did.");
            }
            long all = taken.merge(owner, (long) more, Long::sum);
            bytes += more;
            if (all > project) {
                throw ProblemException.retryAfter(
                        ErrorCode.OVERLOADED,
                        "This project's uploads may take " + project + " bytes at the same time; send fewer at once.",
                        RETRY_SECONDS);
            }
        }

        @Override
        public void close() {
            long mine = bytes;
            bytes = 0;
            taken.computeIfPresent(owner, (key, all) -> all == mine ? null : all - mine);
        }
    }
}
