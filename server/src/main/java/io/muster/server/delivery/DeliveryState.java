package io.muster.server.delivery;

import java.util.Locale;

/** How far a delivery has come; the lower-case name is the stable one. */
enum DeliveryState {
    /** For its export to have files. */
    WAITING,
    QUEUED,
    RUNNING,
    DELIVERED,
    /** It is not tried any more; the files are still here until the export expires. */
    FAILED,
    /** There is nothing to deliver, or somebody ended it. */
    CANCELLED;

    /** Whether nothing is to come of it, unless somebody has it tried again. */
    boolean isOver() {
        return switch (this) {
            case WAITING, QUEUED, RUNNING -> false;
            case DELIVERED, FAILED, CANCELLED -> true;
        };
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
