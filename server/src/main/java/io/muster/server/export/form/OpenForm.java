package io.muster.server.export.form;

import io.muster.model.MusterException;
import io.muster.server.export.file.KeptFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** A form that can be read: all of it, or as it is being made. */
public sealed interface OpenForm {

    /** Names these very bytes: a form that is made again has another. None while it is not certain that they will be kept. */
    Optional<String> tag();

    /** All its bytes, from the start; waits for those that are still to come. The caller closes it. */
    InputStream open() throws IOException;

    /**
     * The file, once it is whole and on this server's disk; waits for that.
     *
     * @throws MusterException why it could not be made
     */
    Path file() throws IOException;

    /** Brings on their way the bytes that were read so far. */
    @FunctionalInterface
    interface Flush {
        void flush() throws IOException;
    }

    /**
     * Is there.
     *
     * @param id its tag
     */
    record Whole(String id, KeptFile kept) implements OpenForm {
        @Override
        public Optional<String> tag() {
            return Optional.of(id);
        }

        @Override
        public InputStream open() throws IOException {
            return kept.open();
        }

        @Override
        public Path file() throws IOException {
            return kept.local();
        }
    }

    /** Is being made, and is kept once it is. */
    final class Growing implements OpenForm {
        private final Optional<String> tag;
        private final GrowingFile growing;

        private Growing(Optional<String> tag, GrowingFile growing) {
            this.tag = tag;
            this.growing = growing;
        }

        /** Of a finished export. */
        static Growing of(String tag, GrowingFile growing) {
            return new Growing(Optional.of(tag), growing);
        }

        /** The file of an export that is still under way, and may yet fail or be made anew. */
        static Growing unproven(GrowingFile growing) {
            return new Growing(Optional.empty(), growing);
        }

        @Override
        public Optional<String> tag() {
            return tag;
        }

        /**
         * Waits until there is something to read.
         *
         * @throws MusterException why it could not be made
         */
        public void awaitStart() throws IOException {
            growing.awaitStart();
        }

        @Override
        public InputStream open() throws IOException {
            return open(() -> {});
        }

        /**
         * As {@link #open()}.
         *
         * @param flush called before a read waits for more
         */
        public InputStream open(Flush flush) throws IOException {
            return growing.open(flush);
        }

        @Override
        public Path file() throws IOException {
            return growing.await();
        }

        GrowingFile growing() {
            return growing;
        }
    }
}
