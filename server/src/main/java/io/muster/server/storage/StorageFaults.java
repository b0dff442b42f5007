package io.muster.server.storage;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.outbound.ForbiddenAddressException;

/** What went wrong with a place, in words for callers. */
final class StorageFaults {

    private static final int MAX_DETAIL = 300;
    private static final int MAX_CAUSES = 20;

    private StorageFaults() {}

    /** Somebody has to mend this: settings, rights. */
    static MusterException refused(String detail, Throwable cause) {
        return new MusterException(ErrorCode.DESTINATION_REFUSED, bounded(detail), cause);
    }

    static MusterException refused(String detail) {
        return new MusterException(ErrorCode.DESTINATION_REFUSED, bounded(detail));
    }

    /** Time may mend this; a forbidden address it will not. */
    static MusterException unreachable(String place, Throwable cause) {
        Throwable deepest = cause;
        for (int i = 0; i < MAX_CAUSES && deepest.getCause() != null; i++) {
            deepest = deepest.getCause();
        }
        String why = deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
        if (deepest instanceof ForbiddenAddressException) {
            return refused(place + ": " + why, cause);
        }
        return new MusterException(
                ErrorCode.DESTINATION_UNREACHABLE, bounded(place + " did not do its part: " + why), cause);
    }

    static MusterException differs(String location, String how) {
        return new MusterException(
                ErrorCode.DESTINATION_UNREACHABLE, location + " is not what was sent: " + how + ".");
    }

    private static String bounded(String detail) {
        String printable = detail.replace('\0', '\uFFFD');
        return printable.length() > MAX_DETAIL ? printable.substring(0, MAX_DETAIL) + "…" : printable;
    }
}
