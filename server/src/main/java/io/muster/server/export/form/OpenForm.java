package io.muster.server.export.form;

import io.muster.model.MusterException;
import io.muster.server.export.file.KeptFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** A form that can be read: all of it, or as it is being made. */
public sealed interface OpenForm {

    /** Names these very bytes: a form that is made again has another. */
    String tag();

    /** All its bytes, from the start; waits for those that are still to come. The caller closes it. */
    InputStream open() throws IOException;

    /**
     * The file, once it is whole and on this server's disk; waits for that.
     *
     * @throws MusterException why it could not be made
     */
    Path file() throws IOException;

    /** Is there. */
    record Whole(String tag, KeptFile kept) implements OpenForm {
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
        private final String tag;
        private final GrowingFile growing;

        Growing(String tag, GrowingFile growing) {
            this.tag = tag;
            this.growing = growing;
        }

        @Override
        public String tag() {
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
            return growing.open();
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
