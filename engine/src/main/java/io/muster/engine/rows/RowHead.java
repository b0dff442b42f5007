package io.muster.engine.rows;

import org.jspecify.annotations.Nullable;

/** What a row says of itself beside its fields, gathered in any order, checked and handed over at its end. */
final class RowHead {

    private static final String ID_NEEDED = "give a text or an integer";

    private final RowKind kind;
    private @Nullable String eventId;
    private @Nullable String profile;
    private @Nullable String name;
    private boolean timed;
    private long time;

    RowHead(RowKind kind) {
        this.kind = kind;
    }

    void clear() {
        eventId = null;
        profile = null;
        name = null;
        timed = false;
    }

    void eventId(@Nullable String value) {
        eventId = value;
    }

    void profile(@Nullable String value) {
        profile = value;
    }

    void name(@Nullable String value) {
        name = value;
    }

    void time(long millis) {
        time = millis;
        timed = true;
    }

    void noTime() {
        timed = false;
    }

    /** Ends the row; nothing is done to the batch where something is missing. */
    void end(RowBatch batch) throws RowRefused {
        switch (kind) {
            case PROFILES -> batch.begin(needed("id", profile, ID_NEEDED));
            case EVENTS -> {
                String who = needed("profile", profile, ID_NEEDED);
                String what = needed("name", name, "give the event's name");
                if (!timed) {
                    throw RowRefused.missing("time", "give a time such as \"2026-01-31T12:00:00Z\"");
                }
                batch.begin(eventId, who, what, time);
            }
        }
        batch.end();
    }

    private static String needed(String field, @Nullable String value, String needed) throws RowRefused {
        if (value == null || value.isEmpty()) {
            throw RowRefused.missing(field, needed);
        }
        return value;
    }
}
