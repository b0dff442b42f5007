package io.muster.server.job;

/** When a job that waits has its turn. */
public enum Turn {
    /** Projects take turns, one job each, however many jobs one of them has waiting. */
    FAIR(0, -16_000),
    /** As {@link #FAIR}, when none of these waits. */
    LAST(-16_001, -32_000);

    private final int highest;
    private final int lowest;

    Turn(int highest, int lowest) {
        this.highest = highest;
        this.lowest = lowest;
    }

    int highest() {
        return highest;
    }

    int lowest() {
        return lowest;
    }
}
