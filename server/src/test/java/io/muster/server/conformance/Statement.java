package io.muster.server.conformance;

import java.util.List;
import java.util.Locale;

/**
 * One thing that a document says of its interface.
 *
 * @param id {@code artisan-07}, the same for ever
 * @param says the statement in our words
 * @param origin who says so
 */
record Statement(String id, String says, Origin origin) {

    /** Where a statement comes from. */
    enum Origin {
        /** The document that the interface was first described in. */
        ORIGINAL,
        /** A later public document of the same vendor. */
        LATER,
        /** Decided here, where no document says. */
        OURS;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * All that one document says.
     *
     * @param title of the document
     */
    record Document(String name, String title, List<Statement> statements) {}
}
