package io.muster.server.segment.member;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.http.Cursor;
import io.muster.server.membership.Change;
import java.util.Arrays;
import java.util.Locale;

/**
 * A place in a segment's feed: of an entry of the log first who entered, then who left, both by ordinal.
 *
 * @param after the last ordinal that was told, −1 for none
 */
record Position(long number, Change change, int after) {

    static final int PARTS = 3;

    static Position startOf(long number) {
        return new Position(number, Change.ENTERED, -1);
    }

    static Position of(Cursor cursor) {
        long after = cursor.number(2);
        if (after < -1 || after > Integer.MAX_VALUE) {
            throw invalid();
        }
        Change change = Arrays.stream(Change.values())
                .filter(known -> name(known).equals(cursor.text(1)))
                .findFirst()
                .orElseThrow(Position::invalid);
        return new Position(cursor.number(0), change, (int) after);
    }

    String encode(String list) {
        return Cursor.encode(list, number, name(change), after);
    }

    Position after(int ordinal) {
        return new Position(number, change, ordinal);
    }

    private static String name(Change change) {
        return change.name().toLowerCase(Locale.ROOT);
    }

    private static MusterException invalid() {
        return new MusterException(
                ErrorCode.INVALID_CURSOR, "cursor: not one that this list gave out; start again without it.");
    }

    /** Where those begin that come after everything of this entry and kind. */
    Position next() {
        return change == Change.ENTERED ? new Position(number, Change.EXITED, -1) : startOf(number + 1);
    }
}
