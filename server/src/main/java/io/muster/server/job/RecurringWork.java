package io.muster.server.job;

import java.time.Duration;

/** Housekeeping that one server at a time does again and again; a bean. */
public interface RecurringWork {

    /** A name that stays the same for ever. */
    String name();

    /** The pause between the end of one run and the start of the next. */
    Duration every();

    /** Whose workers do it. */
    default Lane lane() {
        return Lane.WORK;
    }

    void run();
}
