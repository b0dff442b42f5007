package io.muster.server.webhook;

import java.util.Locale;

/** What became of a message; the lower-case name is the stable one. */
enum MessageState {
    /** It is yet to be taken by its receiver. */
    PENDING,
    DELIVERED,
    /** The receiver did not take it, and it is not tried any more. */
    FAILED;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
