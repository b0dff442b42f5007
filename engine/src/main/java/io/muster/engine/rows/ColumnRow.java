package io.muster.engine.rows;

import org.jspecify.annotations.Nullable;

/** Builds one row of a batch from the texts of columns. For one thread. */
final class ColumnRow {

    private final @Nullable String eventName;
    private final boolean epochTimes;
    private final TimeReader times;
    private final TextValues values;
    private final RowHead head;

    ColumnRow(RowKind kind, ReadOptions options) {
        this.eventName = options.eventName();
        this.epochTimes = options.dateFormat() == null;
        this.times = new TimeReader(options.zone(), options.dateFormat());
        this.values = new TextValues(times);
        this.head = new RowHead(kind);
    }

    TimeReader times() {
        return times;
    }

    void begin() {
        head.clear();
        head.name(eventName);
    }

    /** Takes a text that is not empty. */
    void set(RowBatch batch, ColumnTarget target, ColumnType type, String text) throws RowRefused {
        switch (target.role()) {
            case EVENT_ID -> head.eventId(text);
            case PROFILE_ID -> head.profile(text);
            case NAME -> head.name(text);
            case TIME -> head.time(epochTimes && isInteger(text) ? epoch(text) : times.millis(target.name(), text));
            case TAGS -> batch.setTags(values.tags(text));
            case IDENTITY -> batch.setIdentity(target.name(), text);
            case FIELD -> values.set(batch, target.name(), type, text);
            case DROPPED -> {}
        }
    }

    /** Takes an empty text that was said to be one; of anything but a field it is as good as nothing. */
    void setEmpty(RowBatch batch, ColumnTarget target) {
        if (target.role() == ColumnTarget.Role.FIELD) {
            batch.set(target.name(), "");
        }
    }

    void time(long millis) throws RowRefused {
        head.time(times.inRange("time", millis));
    }

    void end(RowBatch batch) throws RowRefused {
        head.end(batch);
    }

    private long epoch(String text) throws RowRefused {
        return times.inRange("time", Long.parseLong(text));
    }

    private static boolean isInteger(String text) {
        int from = text.startsWith("-") ? 1 : 0;
        return text.length() > from
                && text.length() <= 18
                && text.chars().skip(from).allMatch(c -> c >= '0' && c <= '9');
    }
}
